import {
  accountList,
  accountPageShape,
  accountQuery,
} from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route(
  {
    operation: {
      id: "listAccounts",
      group: "accounts",
      action: "accounts.read",
      example: { query: { limit: "20" } },
    },
    answer: accountPageShape,
    query: accountQuery,
  },
  ({ actor, query }) => accountList(actor, query),
);
