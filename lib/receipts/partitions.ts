import { sql } from "drizzle-orm";
import { db, maintainPartitions } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";

/** Makes the receipts' partitions of the coming week, and drops those that are older than they are kept. */
export async function maintainReceipts(): Promise<void> {
  const keepDays = env().RECEIPT_DAYS;
  await maintainPartitions({
    table: "receipts",
    unit: "day",
    ahead: 7,
    keepDays,
  });
  await db().execute(
    sql`delete from receipts_other where received_at < now() - make_interval(days => ${keepDays})`,
  );
}
