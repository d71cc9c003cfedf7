import { route } from "#lib/api/index.ts";
import { endpointSecretShape, rotateSecret } from "#lib/webhooks/index.ts";

export const POST = route(
  {
    params: ["id"],
    operation: {
      id: "rotateWebhookSecret",
      group: "webhooks",
      action: "webhooks.manage",
    },
    answer: endpointSecretShape,
  },
  ({ actor, params }) => rotateSecret(actor, params.id),
);
