import { route } from "#lib/api/index.ts";
import { processAgain } from "#lib/callbacks/process/index.ts";

export const POST = route(
  {
    params: ["id"],
    operation: {
      id: "processEventAgain",
      group: "events",
      action: "events.process_again",
    },
    status: 204,
  },
  ({ actor, params }) => processAgain(actor, params.id),
);
