import { answers, route } from "#lib/api/index.ts";
import {
  profileSessionQuery,
  profileSessions,
} from "#lib/identity/members/index.ts";

export const GET = route(
  {
    operation: { id: "listOwnSessions", group: "account", action: null },
    answer: answers.ownSessionPage,
    query: profileSessionQuery,
  },
  ({ actor, query }) => profileSessions(actor, query),
);
