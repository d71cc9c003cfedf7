import { answers, route } from "#lib/api/index.ts";
import { eventDetail } from "#lib/callbacks/read/index.ts";

export const GET = route(
  {
    operation: { id: "readEvent", group: "events", action: "events.read" },
    answer: answers.eventDetail,
  },
  ({ actor, params }) => eventDetail(actor, params["id"] ?? ""),
);
