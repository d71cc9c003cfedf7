import { route } from "#lib/api/index.ts";
import { eventList, eventQuery } from "#lib/inbox/index.ts";

export const GET = route({ query: eventQuery }, ({ actor, query }) =>
  eventList(actor, query),
);
