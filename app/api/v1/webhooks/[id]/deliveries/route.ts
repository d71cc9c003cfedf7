import { route } from "#lib/api/index.ts";
import {
  deliveryList,
  deliveryPageShape,
  deliveryQuery,
} from "#lib/webhooks/index.ts";

export const GET = route(
  {
    params: ["id"],
    operation: {
      id: "listDeliveries",
      group: "webhooks",
      action: "webhooks.read",
    },
    answer: deliveryPageShape,
    query: deliveryQuery,
  },
  ({ actor, params, query }) => deliveryList(actor, params.id, query),
);
