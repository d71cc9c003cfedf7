import { auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db } from "#lib/base/db/index.ts";
import { readiness } from "#lib/accounts/permissions/index.ts";
import { AccountError } from "./account-error.ts";
import { type AccountRow, lockAccountRow } from "./account-row.ts";
import { readinessFactsOf } from "./account-status.ts";
import { summaryOf } from "./account-summary.ts";
import { updateAccount } from "./update-account.ts";
import type { AccountSummary } from "./schema.ts";

const codeOfCheck = {
  verified: "account_not_verified",
  minimum_sets: "minimum_sets_missing",
  openid: "openid_property_missing",
} as const;

/**
 * Enables an account (开启) that passes all checks; an enabled account is left as it is.
 * @throws {AccessError} `forbidden`
 * @throws {AccountError} `account_unknown`, `account_deauthorized`, or the check that failed: `account_not_verified`,
 * `minimum_sets_missing`, `openid_property_missing`
 */
export async function enableAccount(
  actor: Actor,
  appid: string,
): Promise<AccountSummary> {
  authorize(actor, "accounts.enable", appid);
  await db().transaction(async (tx) => {
    const before = await lockAccountRow(tx, appid);
    assertReady(before);
    if (before.status === "enabled") return;
    await updateAccount(
      tx,
      before,
      { status: "enabled", statusReason: null },
      {
        actor: auditActor(actor),
        action: "account.enabled",
        subject: appid,
      },
    );
  });
  return summaryOf(appid);
}

function assertReady(account: AccountRow): void {
  if (account.status === "deauthorized")
    throw new AccountError("account_deauthorized");
  const failed = readiness(readinessFactsOf(account)).checks.find(
    (check) => !check.ok,
  );
  if (failed) throw new AccountError(codeOfCheck[failed.id]);
}

/**
 * Disables an account (停用); its configuration is kept. A disabled account is left as it is.
 * @throws {AccessError} `forbidden`
 * @throws {AccountError} `account_unknown`, `account_deauthorized`
 */
export async function disableAccount(
  actor: Actor,
  appid: string,
): Promise<AccountSummary> {
  authorize(actor, "accounts.enable", appid);
  await db().transaction(async (tx) => {
    const before = await lockAccountRow(tx, appid);
    if (before.status === "deauthorized")
      throw new AccountError("account_deauthorized");
    if (before.status === "disabled") return;
    await updateAccount(
      tx,
      before,
      { status: "disabled", statusReason: null },
      {
        actor: auditActor(actor),
        action: "account.disabled",
        subject: appid,
      },
    );
  });
  return summaryOf(appid);
}
