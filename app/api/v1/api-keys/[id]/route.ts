import { route } from "#lib/api/index.ts";
import {
  changeApiKey,
  keyChange,
  revokeApiKey,
} from "#lib/identity/api-keys/index.ts";

export const PUT = route(
  {
    params: ["id"],
    operation: {
      id: "changeApiKey",
      group: "apiKeys",
      action: "api_keys.manage",
      example: {
        body: {
          name: "CRM",
          scopes: ["tokens:read", "receipts:read"],
          accounts: null,
          expiresAt: null,
        },
      },
    },
    body: keyChange,
    status: 204,
  },
  ({ actor, body, params }) => changeApiKey(actor, params.id, body),
);
export const DELETE = route(
  {
    params: ["id"],
    operation: {
      id: "revokeApiKey",
      group: "apiKeys",
      action: "api_keys.manage",
    },
    status: 204,
  },
  ({ actor, params }) => revokeApiKey(actor, params.id),
);
