import { route } from "#lib/api/index.ts";
import { endOwnSession } from "#lib/members/index.ts";

export const DELETE = route({ status: 204 }, ({ actor, params }) =>
  endOwnSession(actor, params["id"] ?? ""),
);
