import { route } from "#lib/api/index.ts";
import { memberList, memberQuery } from "#lib/members/index.ts";

export const GET = route({ query: memberQuery }, ({ actor, query }) =>
  memberList(actor, query),
);
