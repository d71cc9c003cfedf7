import { route } from "#lib/api/index.ts";
import {
  newApiKeyShape,
  rotateApiKey,
  rotateInput,
} from "#lib/identity/api-keys/index.ts";

export const POST = route(
  {
    params: ["id"],
    operation: {
      id: "rotateApiKey",
      group: "apiKeys",
      action: "api_keys.manage",
      example: { body: { overlapHours: 24 } },
    },
    body: rotateInput,
    answer: newApiKeyShape,
  },
  ({ actor, body, params }) => rotateApiKey(actor, params.id, body),
);
