import { route } from "#lib/api/index.ts";
import { endProfileSession } from "#lib/identity/members/index.ts";

export const DELETE = route(
  {
    params: ["id"],
    operation: { id: "endOwnSession", group: "account", action: null },
    status: 204,
  },
  ({ actor, params }) => endProfileSession(actor, params.id),
);
