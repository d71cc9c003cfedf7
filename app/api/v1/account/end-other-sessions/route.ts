import { route } from "#lib/api/index.ts";
import { endOtherSessions } from "#lib/members/index.ts";

export const POST = route({}, ({ actor }) => endOtherSessions(actor));
