import {
  accountDetail,
  AccountError,
  deleteAccount,
  deletionInput,
} from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route({}, async ({ actor, params }) => {
  const account = await accountDetail(actor, params["appid"] ?? "");
  if (!account) throw new AccountError("account_unknown");
  return account;
});
export const DELETE = route(
  { body: deletionInput },
  ({ actor, params, body }) =>
    deleteAccount(actor, params["appid"] ?? "", body),
);
