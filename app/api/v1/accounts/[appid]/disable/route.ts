import { disableAccount } from "#lib/accounts/index.ts";
import { answers, route } from "#lib/api/index.ts";

export const POST = route(
  {
    operation: {
      id: "disableAccount",
      group: "accounts",
      action: "accounts.enable",
    },
    answer: answers.account,
  },
  ({ actor, params }) => disableAccount(actor, params["appid"] ?? ""),
);
