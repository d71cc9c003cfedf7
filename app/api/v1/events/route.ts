import { route } from "#lib/api/index.ts";
import {
  eventList,
  eventPageShape,
  eventQuery,
} from "#lib/callbacks/read/index.ts";

export const GET = route(
  {
    operation: {
      id: "listEvents",
      group: "events",
      action: "events.read",
      example: { query: { state: "failed" } },
    },
    answer: eventPageShape,
    query: eventQuery,
  },
  ({ actor, query }) => eventList(actor, query),
);
