import { route } from "#lib/api/index.ts";
import { resetMemberSecondFactor } from "#lib/identity/members/index.ts";

export const POST = route(
  {
    params: ["id"],
    operation: {
      id: "resetSecondFactor",
      group: "members",
      action: "members.manage",
    },
    status: 204,
  },
  ({ actor, params }) => resetMemberSecondFactor(actor, params.id),
);
