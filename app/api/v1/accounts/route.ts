import { accountList, accountQuery } from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route({ query: accountQuery }, ({ actor, query }) =>
  accountList(actor, query),
);
