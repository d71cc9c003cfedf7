import { route } from "#lib/api/index.ts";
import {
  importResultShape,
  syncInput,
  syncProperties,
} from "#lib/accounts/user-properties/index.ts";

export const POST = route(
  {
    operation: {
      id: "syncProperties",
      group: "properties",
      action: "properties.manage",
      example: { body: { apply: false } },
    },
    answer: importResultShape,
    body: syncInput,
  },
  ({ actor, body }) => syncProperties(actor, body),
);
