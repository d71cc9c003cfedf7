import { answers, route } from "#lib/api/index.ts";
import {
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
    answer: answers.imported,
    body: syncInput,
  },
  ({ actor, body }) => syncProperties(actor, body),
);
