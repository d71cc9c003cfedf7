import { route } from "#lib/api/index.ts";
import { eventDetail, eventDetailShape } from "#lib/callbacks/read/index.ts";

export const GET = route(
  {
    params: ["id"],
    operation: { id: "readEvent", group: "events", action: "events.read" },
    answer: eventDetailShape,
  },
  ({ actor, params }) => eventDetail(actor, params.id),
);
