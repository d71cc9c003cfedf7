import { route } from "#lib/api/index.ts";
import { accountEventList, accountEventQuery } from "#lib/inbox/index.ts";

export const GET = route(
  { query: accountEventQuery },
  ({ actor, params, query }) =>
    accountEventList(actor, params["appid"] ?? "", query),
);
