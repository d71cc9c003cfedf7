import {
  accountDetail,
  accountDetailShape,
  AccountError,
  deleteAccount,
  deletionInput,
  deletionShape,
} from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "readAccount",
      group: "accounts",
      action: "accounts.read",
    },
    answer: accountDetailShape,
  },
  async ({ actor, params }) => {
    const account = await accountDetail(actor, params.appid);
    if (!account) throw new AccountError("account_unknown");
    return account;
  },
);
export const DELETE = route(
  {
    params: ["appid"],
    operation: {
      id: "deleteAccount",
      group: "accounts",
      action: "accounts.delete",
      example: { body: { confirmName: "Spruce Coffee" } },
    },
    answer: deletionShape,
    body: deletionInput,
  },
  ({ actor, params, body }) => deleteAccount(actor, params.appid, body),
);
