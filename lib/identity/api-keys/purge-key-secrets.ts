import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** For so long, the use of a secret that a rotation has replaced is reported as such, and not as an unknown key. */
const REPLACED_SECRET_DAYS = 30;

/** Deletes secrets that were replaced by a rotation and expired more than 30 days ago. */
export async function purgeKeySecrets(): Promise<void> {
  await db().execute(
    sql`delete from api_key_secrets where good_until < now() - make_interval(days => ${REPLACED_SECRET_DAYS}::int)`,
  );
}
