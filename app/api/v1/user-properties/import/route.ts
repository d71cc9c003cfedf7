import { answers, route } from "#lib/api/index.ts";
import {
  IMPORT_BYTES,
  importInput,
  importProperties,
} from "#lib/accounts/user-properties/index.ts";

export const POST = route(
  {
    operation: {
      id: "importProperties",
      group: "properties",
      action: "properties.manage",
      example: {
        body: {
          format: "csv",
          text: "name,displayName,type\nopenid_cafe,OpenID,text",
          apply: false,
        },
      },
    },
    answer: answers.imported,
    body: importInput,
    maxBytes: IMPORT_BYTES,
  },
  ({ actor, body }) => importProperties(actor, body),
);
