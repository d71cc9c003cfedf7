import { route } from "#lib/api/index.ts";
import {
  changeEndpoint,
  endpointChange,
  removeEndpoint,
} from "#lib/webhooks/index.ts";

export const PUT = route(
  {
    params: ["id"],
    operation: {
      id: "changeWebhook",
      group: "webhooks",
      action: "webhooks.manage",
      example: { body: { events: [] } },
    },
    body: endpointChange,
    status: 204,
  },
  ({ actor, body, params }) => changeEndpoint(actor, params.id, body),
);
export const DELETE = route(
  {
    params: ["id"],
    operation: {
      id: "removeWebhook",
      group: "webhooks",
      action: "webhooks.manage",
    },
    status: 204,
  },
  ({ actor, params }) => removeEndpoint(actor, params.id),
);
