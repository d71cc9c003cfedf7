import { sql } from "drizzle-orm";
import { db, maintainPartitions } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";

/** Makes the inbox's partitions of the coming week, and drops the callbacks that are older than `INBOX_DAYS`. */
export async function maintainInbox(): Promise<void> {
  const keepDays = env().INBOX_DAYS;
  await maintainPartitions({
    table: "inbox",
    unit: "day",
    ahead: 7,
    keepDays,
  });
  await db().execute(
    sql`delete from inbox_other where received_at < now() - make_interval(days => ${keepDays})`,
  );
}
