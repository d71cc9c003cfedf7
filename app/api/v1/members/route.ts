import { answers, route } from "#lib/api/index.ts";
import { memberList, memberQuery } from "#lib/identity/members/index.ts";

export const GET = route(
  {
    operation: {
      id: "listMembers",
      group: "members",
      action: "members.read",
    },
    answer: answers.memberPage,
    query: memberQuery,
  },
  ({ actor, query }) => memberList(actor, query),
);
