import { answers, route } from "#lib/api/index.ts";
import { status } from "#lib/monitoring/status/index.ts";

export const GET = route(
  {
    operation: { id: "readStatus", group: "platform", action: "status.read" },
    answer: answers.status,
  },
  ({ actor }) => status(actor),
);
