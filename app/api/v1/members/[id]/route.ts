import { route } from "#lib/api/index.ts";
import { changeMember, memberChange } from "#lib/members/index.ts";

export const PUT = route(
  { body: memberChange, status: 204 },
  ({ actor, body, params }) => changeMember(actor, params["id"] ?? "", body),
);
