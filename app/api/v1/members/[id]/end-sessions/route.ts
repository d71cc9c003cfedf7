import { answers, route } from "#lib/api/index.ts";
import { endMemberSessions } from "#lib/identity/members/index.ts";

export const POST = route(
  {
    operation: {
      id: "endMemberSessions",
      group: "members",
      action: "members.manage",
    },
    answer: answers.sessionsEnded,
  },
  ({ actor, params }) => endMemberSessions(actor, params["id"] ?? ""),
);
