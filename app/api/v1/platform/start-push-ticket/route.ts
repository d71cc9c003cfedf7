import { route } from "#lib/api/index.ts";
import {
  pushStartedShape,
  startPushTicket,
} from "#lib/credentials/platform/index.ts";

export const POST = route(
  {
    operation: {
      id: "startPushTicket",
      group: "platform",
      action: "platform.repair",
    },
    answer: pushStartedShape,
  },
  ({ actor }) => startPushTicket(actor),
);
