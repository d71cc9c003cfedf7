import { route } from "#lib/api/index.ts";
import { status, statusShape } from "#lib/monitoring/status/index.ts";

export const GET = route(
  {
    operation: { id: "readStatus", group: "platform", action: "status.read" },
    answer: statusShape,
  },
  ({ actor }) => status(actor),
);
