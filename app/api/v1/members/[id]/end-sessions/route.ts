import { route } from "#lib/api/index.ts";
import {
  endMemberSessions,
  sessionsEndedShape,
} from "#lib/identity/members/index.ts";

export const POST = route(
  {
    params: ["id"],
    operation: {
      id: "endMemberSessions",
      group: "members",
      action: "members.manage",
    },
    answer: sessionsEndedShape,
  },
  ({ actor, params }) => endMemberSessions(actor, params.id),
);
