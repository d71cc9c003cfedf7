import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** Deletes counts of attempts whose wait or window ended a day ago, and known browsers whose cookie has expired. */
export async function purgeSignIn(): Promise<void> {
  await db().execute(
    sql`delete from sign_in_attempts where coalesce(blocked_until, window_started_at) < now() - interval '1 day'`,
  );
  await db().execute(sql`delete from known_browsers where expires_at < now()`);
}
