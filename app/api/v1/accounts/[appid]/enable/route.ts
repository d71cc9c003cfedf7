import { enableAccount } from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const POST = route({}, ({ actor, params }) =>
  enableAccount(actor, params["appid"] ?? ""),
);
