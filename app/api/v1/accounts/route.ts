import { accountList, accountQuery } from "#lib/accounts/index.ts";
import { answers, route } from "#lib/api/index.ts";

export const GET = route(
  {
    operation: {
      id: "listAccounts",
      group: "accounts",
      action: "accounts.read",
      example: { query: { limit: "20" } },
    },
    answer: answers.accountPage,
    query: accountQuery,
  },
  ({ actor, query }) => accountList(actor, query),
);
