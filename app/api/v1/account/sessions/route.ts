import { route } from "#lib/api/index.ts";
import {
  ownSessionPageShape,
  profileSessionQuery,
  profileSessions,
} from "#lib/identity/members/index.ts";

export const GET = route(
  {
    operation: { id: "listOwnSessions", group: "account", action: null },
    answer: ownSessionPageShape,
    query: profileSessionQuery,
  },
  ({ actor, query }) => profileSessions(actor, query),
);
