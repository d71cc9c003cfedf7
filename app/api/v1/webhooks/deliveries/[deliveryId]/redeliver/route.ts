import { route } from "#lib/api/index.ts";
import { redeliver } from "#lib/webhooks/index.ts";

export const POST = route({ status: 204 }, ({ actor, params }) =>
  redeliver(actor, params["deliveryId"] ?? ""),
);
