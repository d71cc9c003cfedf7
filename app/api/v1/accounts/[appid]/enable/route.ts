import { enableAccount } from "#lib/accounts/index.ts";
import { answers, route } from "#lib/api/index.ts";

export const POST = route(
  {
    operation: {
      id: "enableAccount",
      group: "accounts",
      action: "accounts.enable",
    },
    answer: answers.account,
  },
  ({ actor, params }) => enableAccount(actor, params["appid"] ?? ""),
);
