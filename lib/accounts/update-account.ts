import { eq } from "drizzle-orm";
import { schema, type Transaction, now } from "#lib/base/db/index.ts";
import { emit } from "#lib/webhooks/index.ts";
import type { AccountRow } from "./account-row.ts";

const { accounts } = schema;

/** Changes an account whose row the transaction has locked, and sends a webhook when that enables or disables it. */
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
    .set({ ...change, updatedAt: now })
    .where(eq(accounts.appid, appid));
  if (change.status === undefined || change.status === before.status) return;
  if (change.status === "enabled") await emit(tx, "account.enabled", appid);
  else
    await emit(tx, "account.disabled", appid, {
      reason: change.statusReason ?? "operator",
    });
}
