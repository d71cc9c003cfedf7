import { route } from "#lib/api/index.ts";
import { changeMember, memberChange } from "#lib/identity/members/index.ts";

export const PUT = route(
  {
    params: ["id"],
    operation: {
      id: "changeMember",
      group: "members",
      action: "members.manage",
      example: { body: { role: "operator" } },
    },
    body: memberChange,
    status: 204,
  },
  ({ actor, body, params }) => changeMember(actor, params.id, body),
);
