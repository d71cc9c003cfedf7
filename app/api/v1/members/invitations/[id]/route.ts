import { route } from "#lib/api/index.ts";
import { revokeInvitation } from "#lib/identity/members/index.ts";

export const DELETE = route(
  {
    params: ["id"],
    operation: {
      id: "revokeInvitation",
      group: "members",
      action: "members.manage",
    },
    status: 204,
  },
  ({ actor, params }) => revokeInvitation(actor, params.id),
);
