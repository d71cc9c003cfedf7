import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** Deletes setup, invitation and reset links that expired more than so many days ago. */
export async function purgeSingleUseLinks(days: number): Promise<void> {
  await db().execute(
    sql`delete from single_use_links where expires_at < now() - make_interval(days => ${days}::int)`,
  );
}
