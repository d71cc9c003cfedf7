import { route } from "#lib/api/index.ts";
import {
  apiKeyList,
  apiKeyPageShape,
  createApiKey,
  keyInput,
  keyQuery,
  newApiKeyShape,
} from "#lib/identity/api-keys/index.ts";

export const GET = route(
  {
    operation: {
      id: "listApiKeys",
      group: "apiKeys",
      action: "api_keys.manage",
    },
    query: keyQuery,
    answer: apiKeyPageShape,
  },
  ({ actor, query }) => apiKeyList(actor, query),
);
export const POST = route(
  {
    operation: {
      id: "createApiKey",
      group: "apiKeys",
      action: "api_keys.manage",
      example: {
        body: {
          name: "CRM",
          scopes: ["tokens:read"],
          accounts: null,
          expiresAt: null,
        },
      },
    },
    body: keyInput,
    status: 201,
    answer: newApiKeyShape,
  },
  ({ actor, body }) => createApiKey(actor, body),
);
