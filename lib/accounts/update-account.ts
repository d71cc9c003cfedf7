import { eq } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { audit, type AuditEntry } from "#lib/audit/index.ts";
import { now, schema, type Transaction } from "#lib/base/db/index.ts";
import { emit } from "#lib/webhooks/index.ts";
import type { AccountRow } from "./account-row.ts";
import type { StatusColumns } from "./account-status.ts";

const { accounts } = schema;

/** Columns to set; `updatedAt` is set in any case. */
export type AccountChange = Omit<
  PgUpdateSetSource<typeof accounts>,
  "appid" | "updatedAt" | keyof StatusColumns
> &
  Partial<StatusColumns>;

/**
 * The only writer of existing accounts: updates the row and `updatedAt`, sends the webhook of a changed status, and audits.
 * Only `listedAt` is written elsewhere (mark-listed.ts).
 * @param before the row, locked by the transaction
 * @param entry null when the caller audits the change itself
 */
export async function updateAccount(
  tx: Transaction,
  before: AccountRow,
  change: AccountChange,
  entry: AuditEntry | null,
): Promise<void> {
  await tx
    .update(accounts)
    .set({ ...change, updatedAt: now })
    .where(eq(accounts.appid, before.appid));
  await emitStatus(tx, before, change);
  if (entry) await audit(tx, entry);
}

/** A returning account is `account.connected`, which the authorization sends. */
async function emitStatus(
  tx: Transaction,
  { appid, status: previous }: AccountRow,
  { status = previous, statusReason }: AccountChange,
): Promise<void> {
  if (status === previous || previous === "deauthorized") return;
  switch (status) {
    case "enabled":
      return emit(tx, "account.enabled", appid);
    case "disabled":
      return emit(tx, "account.disabled", appid, {
        reason: statusReason ?? "operator",
      });
    case "deauthorized":
      return emit(tx, "account.deauthorized", appid);
  }
}
