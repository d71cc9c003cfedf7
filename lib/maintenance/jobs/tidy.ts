import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";
import type { RetentionDays } from "#lib/maintenance/retention/index.ts";
import { tidyDeliveries } from "#lib/webhooks/index.ts";

/** A visit of a link, and the one code that it may bring back, are nobody's any more after this. */
const VISIT_DAYS = 40;
/** So long it is told that somebody still uses a key's secret that a rotation has ended. */
const OLD_SECRET_DAYS = 30;

/** Removes what nobody can use any more and nobody wants to look at. */
export async function tidy(days: RetentionDays): Promise<void> {
  const ago = (count: number) =>
    sql`now() - make_interval(days => ${count}::int)`;
  for (const statement of [
    sql`delete from idempotency_keys where created_at < ${ago(days.idempotencyKeys)}`,
    sql`delete from authorization_visits where created_at < ${ago(VISIT_DAYS)}`,
    sql`delete from authorization_codes where created_at < ${ago(VISIT_DAYS)}`,
    sql`delete from authorization_links where expires_at < ${ago(days.links)}`,
    sql`delete from single_use_links where expires_at < ${ago(days.links)}`,
    sql`delete from sessions where expires_at < ${ago(days.sessions)}`,
    sql`delete from api_key_secrets where good_until < ${ago(OLD_SECRET_DAYS)}`,
    sql`delete from sign_in_attempts where coalesce(blocked_until, window_started_at) < ${ago(1)}`,
    sql`delete from known_browsers where expires_at < now()`,
    sql`delete from totp_factors where confirmed_at is null and created_at < ${ago(1)}`,
  ])
    await db().execute(statement);
  await tidyDeliveries(days.webhookDeliveries);
}
