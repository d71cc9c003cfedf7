import { route } from "#lib/api/index.ts";
import { status } from "#lib/status/index.ts";

export const GET = route({}, ({ actor }) => status(actor));
