import { accountShape, disableAccount } from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const POST = route(
  {
    params: ["appid"],
    operation: {
      id: "disableAccount",
      group: "accounts",
      action: "accounts.enable",
    },
    answer: accountShape,
  },
  ({ actor, params }) => disableAccount(actor, params.appid),
);
