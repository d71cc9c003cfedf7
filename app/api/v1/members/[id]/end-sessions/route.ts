import { route } from "#lib/api/index.ts";
import {
  endMemberSessions,
  sessionsEndedShape,
} from "#lib/identity/members/index.ts";

export const POST = route(
  {
    operation: {
      id: "endMemberSessions",
      group: "members",
      action: "members.manage",
    },
    answer: sessionsEndedShape,
  },
  ({ actor, params }) => endMemberSessions(actor, params["id"] ?? ""),
);
