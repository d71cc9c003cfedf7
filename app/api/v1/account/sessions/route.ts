import { route } from "#lib/api/index.ts";
import { ownSessionQuery, ownSessions } from "#lib/members/index.ts";

export const GET = route({ query: ownSessionQuery }, ({ actor, query }) =>
  ownSessions(actor, query),
);
