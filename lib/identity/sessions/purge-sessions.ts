import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** Deletes sessions that expired more than so many days ago. */
export async function purgeSessions(days: number): Promise<void> {
  await db().execute(
    sql`delete from sessions where expires_at < now() - make_interval(days => ${days}::int)`,
  );
}
