import { route } from "#lib/api/index.ts";
import { sendTestEvent } from "#lib/webhooks/index.ts";

export const POST = route({ status: 204 }, ({ actor, params }) =>
  sendTestEvent(actor, params["id"] ?? ""),
);
