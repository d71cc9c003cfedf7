import { route } from "#lib/api/index.ts";
import { syncAccounts } from "#lib/authorization/index.ts";

export const POST = route({}, ({ actor }) => syncAccounts(actor));
