import { route } from "#lib/api/index.ts";
import { startPushTicket } from "#lib/platform/index.ts";

export const POST = route({}, ({ actor }) => startPushTicket(actor));
