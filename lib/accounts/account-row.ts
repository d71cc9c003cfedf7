import { eq } from "drizzle-orm";
import { schema, type Transaction } from "#lib/base/db/index.ts";
import { AccountError } from "./account-error.ts";

const { accounts } = schema;

export type AccountRow = typeof accounts.$inferSelect;

/**
 * The row of an account, locked until the transaction ends, so that changes of one account are serialized.
 * @throws {AccountError} `account_unknown`
 */
export async function lockAccountRow(
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
