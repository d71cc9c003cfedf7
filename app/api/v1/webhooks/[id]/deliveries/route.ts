import { route } from "#lib/api/index.ts";
import { deliveryList, deliveryQuery } from "#lib/webhooks/index.ts";

export const GET = route({ query: deliveryQuery }, ({ actor, params, query }) =>
  deliveryList(actor, params["id"] ?? "", query),
);
