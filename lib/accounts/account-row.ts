import { eq, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { emit } from "#lib/webhooks/index.ts";
import { AccountError } from "./account-error.ts";
import {
  accountSummary,
  type AccountRow,
  type AccountSummary,
} from "./account-summary.ts";

const { accounts, userProperties } = schema;

/**
 * The row of an account, locked until the transaction ends: whatever decides over it is decided one after another.
 * @throws {AccountError} `account_unknown`
 */
export async function lockAccount(
  tx: Transaction,
  appid: string,
): Promise<AccountRow> {
  const [row] = await tx
    .select()
    .from(accounts)
    .where(eq(accounts.appid, appid))
    .for("update");
  if (!row) throw new AccountError("account_unknown");
  return row;
}

/** Changes an account that the transaction holds locked, and tells of it when it is enabled or disabled by that. */
export async function updateAccount(
  tx: Transaction,
  before: AccountRow,
  change: Partial<
    Pick<AccountRow, "status" | "statusReason" | "openidPropertyId">
  >,
): Promise<void> {
  const { appid } = before;
  await tx
    .update(accounts)
    .set({ ...change, updatedAt: sql`clock_timestamp()` })
    .where(eq(accounts.appid, appid));
  if (change.status === undefined || change.status === before.status) return;
  if (change.status === "enabled") await emit(tx, "account.enabled", appid);
  else
    await emit(tx, "account.disabled", appid, {
      reason: change.statusReason ?? "operator",
    });
}

/**
 * The summary of one account as it is now.
 * @throws {AccountError} `account_unknown`
 */
export async function summaryOf(appid: string): Promise<AccountSummary> {
  const [found] = await db()
    .select({ account: accounts, property: userProperties })
    .from(accounts)
    .leftJoin(userProperties, eq(userProperties.id, accounts.openidPropertyId))
    .where(eq(accounts.appid, appid));
  if (!found) throw new AccountError("account_unknown");
  return accountSummary(found.account, found.property);
}
