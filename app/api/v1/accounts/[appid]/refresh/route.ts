import { refreshAccount } from "#lib/accounts/index.ts";
import { answers, route } from "#lib/api/index.ts";

export const POST = route(
  {
    operation: {
      id: "refreshAccount",
      group: "accounts",
      action: "accounts.refresh",
    },
    answer: answers.account,
  },
  ({ actor, params }) => refreshAccount(actor, params["appid"] ?? ""),
);
