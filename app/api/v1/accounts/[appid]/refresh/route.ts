import { accountShape, refreshAccount } from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const POST = route(
  {
    params: ["appid"],
    operation: {
      id: "refreshAccount",
      group: "accounts",
      action: "accounts.refresh",
    },
    answer: accountShape,
  },
  ({ actor, params }) => refreshAccount(actor, params.appid),
);
