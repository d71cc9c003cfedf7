import { accountDetail, AccountError } from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route({}, async ({ actor, params }) => {
  const account = await accountDetail(actor, params["appid"] ?? "");
  if (!account) throw new AccountError("account_unknown");
  return account;
});
