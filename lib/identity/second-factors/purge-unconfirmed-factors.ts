import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** Deletes authenticator apps whose setup was begun more than a day ago and never confirmed. */
export async function purgeUnconfirmedFactors(): Promise<void> {
  await db().execute(
    sql`delete from totp_factors where confirmed_at is null and created_at < now() - interval '1 day'`,
  );
}
