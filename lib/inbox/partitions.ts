import { sql } from "drizzle-orm";
import { db, maintainPartitions } from "#lib/db/index.ts";

/** So long callbacks are kept. */
export const INBOX_DAYS = 30;

/** Makes the inbox's partitions of the coming week, and drops callbacks older than 30 days. */
export async function maintainInbox(): Promise<void> {
  await maintainPartitions({
    table: "inbox",
    unit: "day",
    ahead: 7,
    keepDays: INBOX_DAYS,
  });
  await db().execute(
    sql`delete from inbox_other where received_at < now() - make_interval(days => ${INBOX_DAYS})`,
  );
}
