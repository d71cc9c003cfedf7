import { route } from "#lib/api/index.ts";
import { processAgain } from "#lib/inbox/index.ts";

export const POST = route({ status: 204 }, ({ actor, params }) =>
  processAgain(actor, params["id"] ?? ""),
);
