import { route } from "#lib/api/index.ts";
import { syncInput, syncProperties } from "#lib/properties/index.ts";

export const POST = route({ body: syncInput }, ({ actor, body }) =>
  syncProperties(actor, body),
);
