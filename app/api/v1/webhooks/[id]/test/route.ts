import { route } from "#lib/api/index.ts";
import { sendTestEvent } from "#lib/webhooks/index.ts";

export const POST = route(
  {
    params: ["id"],
    operation: {
      id: "sendWebhookTest",
      group: "webhooks",
      action: "webhooks.manage",
    },
    status: 204,
  },
  ({ actor, params }) => sendTestEvent(actor, params.id),
);
