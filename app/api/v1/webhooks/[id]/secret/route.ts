import { answers, route } from "#lib/api/index.ts";
import { rotateSecret } from "#lib/webhooks/index.ts";

export const POST = route(
  {
    operation: {
      id: "rotateWebhookSecret",
      group: "webhooks",
      action: "webhooks.manage",
    },
    answer: answers.webhookSecret,
  },
  ({ actor, params }) => rotateSecret(actor, params["id"] ?? ""),
);
