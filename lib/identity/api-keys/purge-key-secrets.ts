import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** Until then, use of a replaced secret is reported as use of an expired key rather than of an unknown one. */
const REPLACED_SECRET_DAYS = 30;

/** Deletes secrets that were replaced by a rotation and expired more than 30 days ago. */
export async function purgeKeySecrets(): Promise<void> {
  await db().execute(
    sql`delete from api_key_secrets where good_until < now() - make_interval(days => ${REPLACED_SECRET_DAYS}::int)`,
  );
}
