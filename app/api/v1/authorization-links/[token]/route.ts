import { route } from "#lib/api/index.ts";
import { linkStatus, revokeLink } from "#lib/authorization/index.ts";

export const GET = route({}, ({ actor, params }) =>
  linkStatus(actor, params["token"] ?? ""),
);
export const DELETE = route({ status: 204 }, ({ actor, params }) =>
  revokeLink(actor, params["token"] ?? ""),
);
