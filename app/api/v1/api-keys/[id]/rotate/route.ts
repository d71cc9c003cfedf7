import { answers, route } from "#lib/api/index.ts";
import { rotateApiKey, rotateInput } from "#lib/identity/api-keys/index.ts";

export const POST = route(
  {
    operation: {
      id: "rotateApiKey",
      group: "apiKeys",
      action: "api_keys.manage",
      example: { body: { overlapHours: 24 } },
    },
    body: rotateInput,
    answer: answers.newApiKey,
  },
  ({ actor, body, params }) => rotateApiKey(actor, params["id"] ?? "", body),
);
