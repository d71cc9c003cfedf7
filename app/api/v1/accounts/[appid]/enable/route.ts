import { accountShape, enableAccount } from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const POST = route(
  {
    params: ["appid"],
    operation: {
      id: "enableAccount",
      group: "accounts",
      action: "accounts.enable",
    },
    answer: accountShape,
  },
  ({ actor, params }) => enableAccount(actor, params.appid),
);
