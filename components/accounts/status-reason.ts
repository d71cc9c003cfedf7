import type { AccountSummary, StatusReason } from "#lib/accounts/index.ts";

const reasons: readonly StatusReason[] = [
  "permissions_lost",
  "verification_lost",
  "openid_cleared",
];

/** Why Lingpai disabled the account, if it did. */
export function reasonOf(
  account: Pick<AccountSummary, "status" | "statusReason">,
): StatusReason | undefined {
  return account.status === "disabled"
    ? reasons.find((reason) => reason === account.statusReason)
    : undefined;
}
