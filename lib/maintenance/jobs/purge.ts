import { sql } from "drizzle-orm";
import { purgeIdempotencyKeys } from "#lib/api/idempotency/index.ts";
import { db } from "#lib/base/db/index.ts";
import { purgeKeySecrets } from "#lib/identity/api-keys/index.ts";
import { purgeSingleUseLinks } from "#lib/identity/members/index.ts";
import { purgeUnconfirmedFactors } from "#lib/identity/second-factors/index.ts";
import { purgeSessions } from "#lib/identity/sessions/index.ts";
import { purgeSignIn } from "#lib/identity/sign-in/index.ts";
import type { RetentionDays } from "#lib/maintenance/retention/index.ts";
import { purgeDeliveries } from "#lib/webhooks/index.ts";

/** After this, neither a visit of an authorization link nor the code that it returned can be used any more. */
const VISIT_DAYS = 40;

/** Deletes rows that are past their retention, table by table: each is deleted by the room that owns it. */
export async function purge(days: RetentionDays): Promise<void> {
  await purgeIdempotencyKeys(days.idempotencyKeys);
  await purgeAuthorization(days.links);
  await purgeSingleUseLinks(days.links);
  await purgeSessions(days.sessions);
  await purgeSignIn();
  await purgeUnconfirmedFactors();
  await purgeKeySecrets();
  await purgeDeliveries(days.webhookDeliveries);
}

async function purgeAuthorization(linkDays: number): Promise<void> {
  const ago = (days: number) =>
    sql`now() - make_interval(days => ${days}::int)`;
  for (const statement of [
    sql`delete from authorization_visits where created_at < ${ago(VISIT_DAYS)}`,
    sql`delete from authorization_codes where created_at < ${ago(VISIT_DAYS)}`,
    sql`delete from authorization_links where expires_at < ${ago(linkDays)}`,
  ])
    await db().execute(statement);
}
