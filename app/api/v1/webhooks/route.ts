import { route } from "#lib/api/index.ts";
import {
  addEndpoint,
  endpointInput,
  endpointListShape,
  newEndpointShape,
  webhookEndpointList,
} from "#lib/webhooks/index.ts";

export const GET = route(
  {
    operation: {
      id: "listWebhooks",
      group: "webhooks",
      action: "webhooks.read",
    },
    answer: endpointListShape,
  },
  async ({ actor }) => ({
    items: await webhookEndpointList(actor),
    nextCursor: null,
  }),
);
export const POST = route(
  {
    operation: {
      id: "addWebhook",
      group: "webhooks",
      action: "webhooks.manage",
      example: {
        body: {
          url: "https://hooks.example.com/lingpai",
          events: ["account.connected"],
        },
      },
    },
    answer: newEndpointShape,
    body: endpointInput,
    status: 201,
  },
  ({ actor, body }) => addEndpoint(actor, body),
);
