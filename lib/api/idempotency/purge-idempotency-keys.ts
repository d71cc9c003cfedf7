import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** Deletes idempotency keys, with the answers kept under them, that are older than so many days. */
export async function purgeIdempotencyKeys(days: number): Promise<void> {
  await db().execute(
    sql`delete from idempotency_keys where created_at < now() - make_interval(days => ${days}::int)`,
  );
}
