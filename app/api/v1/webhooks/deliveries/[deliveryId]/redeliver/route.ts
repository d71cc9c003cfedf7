import { route } from "#lib/api/index.ts";
import { redeliver } from "#lib/webhooks/index.ts";

export const POST = route(
  {
    params: ["deliveryId"],
    operation: {
      id: "redeliverWebhook",
      group: "webhooks",
      action: "webhooks.manage",
    },
    status: 204,
  },
  ({ actor, params }) => redeliver(actor, params.deliveryId),
);
