import { route } from "#lib/api/index.ts";
import {
  IMPORT_BYTES,
  importInput,
  importProperties,
  importResultShape,
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
    answer: importResultShape,
    body: importInput,
    maxBytes: IMPORT_BYTES,
  },
  ({ actor, body }) => importProperties(actor, body),
);
