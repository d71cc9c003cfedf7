import { answers, route } from "#lib/api/index.ts";
import { endOtherSessions } from "#lib/identity/members/index.ts";

export const POST = route(
  {
    operation: { id: "endOtherSessions", group: "account", action: null },
    answer: answers.sessionsEnded,
  },
  ({ actor }) => endOtherSessions(actor),
);
