import { route } from "#lib/api/index.ts";
import {
  memberList,
  memberPageShape,
  memberQuery,
} from "#lib/identity/members/index.ts";

export const GET = route(
  {
    operation: {
      id: "listMembers",
      group: "members",
      action: "members.read",
    },
    answer: memberPageShape,
    query: memberQuery,
  },
  ({ actor, query }) => memberList(actor, query),
);
