import { route } from "#lib/api/index.ts";
import {
  endOtherSessions,
  sessionsEndedShape,
} from "#lib/identity/members/index.ts";

export const POST = route(
  {
    operation: { id: "endOtherSessions", group: "account", action: null },
    answer: sessionsEndedShape,
  },
  ({ actor }) => endOtherSessions(actor),
);
