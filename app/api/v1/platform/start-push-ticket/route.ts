import { answers, route } from "#lib/api/index.ts";
import { startPushTicket } from "#lib/credentials/platform/index.ts";

export const POST = route(
  {
    operation: {
      id: "startPushTicket",
      group: "platform",
      action: "platform.repair",
    },
    answer: answers.pushStarted,
  },
  ({ actor }) => startPushTicket(actor),
);
