import { route } from "#lib/api/index.ts";
import { rotateSecret } from "#lib/webhooks/index.ts";

export const POST = route({}, ({ actor, params }) =>
  rotateSecret(actor, params["id"] ?? ""),
);
