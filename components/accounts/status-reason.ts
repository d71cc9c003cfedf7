import type { AccountSummary } from "#lib/accounts/index.ts";
import { type StatusReason, statusReasons } from "#lib/accounts/kinds.ts";

/** Why Lingpai disabled the account, if it did. */
export function reasonOf(
  account: Pick<AccountSummary, "status" | "statusReason">,
): StatusReason | undefined {
  return account.status === "disabled"
    ? statusReasons.find((reason) => reason === account.statusReason)
    : undefined;
}
