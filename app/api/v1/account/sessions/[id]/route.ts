import { route } from "#lib/api/index.ts";
import { endOwnSession } from "#lib/identity/members/index.ts";

export const DELETE = route(
  {
    operation: { id: "endOwnSession", group: "account", action: null },
    status: 204,
  },
  ({ actor, params }) => endOwnSession(actor, params["id"] ?? ""),
);
