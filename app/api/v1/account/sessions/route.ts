import { answers, route } from "#lib/api/index.ts";
import { ownSessionQuery, ownSessions } from "#lib/identity/members/index.ts";

export const GET = route(
  {
    operation: { id: "listOwnSessions", group: "account", action: null },
    answer: answers.ownSessionPage,
    query: ownSessionQuery,
  },
  ({ actor, query }) => ownSessions(actor, query),
);
