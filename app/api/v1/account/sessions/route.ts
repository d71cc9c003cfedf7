import { route } from "#lib/api/index.ts";
import {
  profileSessionPageShape,
  profileSessionQuery,
  profileSessions,
} from "#lib/identity/members/index.ts";

export const GET = route(
  {
    operation: { id: "listOwnSessions", group: "account", action: null },
    answer: profileSessionPageShape,
    query: profileSessionQuery,
  },
  ({ actor, query }) => profileSessions(actor, query),
);
