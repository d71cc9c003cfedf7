import { route } from "#lib/api/index.ts";
import { endMemberSessions } from "#lib/members/index.ts";

export const POST = route({}, ({ actor, params }) =>
  endMemberSessions(actor, params["id"] ?? ""),
);
