import { sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";

const {
  authorizationCodes: codes,
  authorizationLinks: links,
  authorizationVisits: visits,
} = schema;

/** After this, neither a visit of an authorization link nor the code that it returned can be used any more. */
const VISIT_DAYS = 40;

// `now()` and not `ago`: only a stable time can use the index `authorization_links_by_end`.
const daysAgo = (days: number) =>
  sql`now() - make_interval(days => ${days}::int)`;

/** Deletes old visits and codes, and links that expired more than `linkDays` ago. */
export async function purgeAuthorization(linkDays: number): Promise<void> {
  await db()
    .delete(visits)
    .where(sql`${visits.createdAt} < ${daysAgo(VISIT_DAYS)}`);
  await db()
    .delete(codes)
    .where(sql`${codes.createdAt} < ${daysAgo(VISIT_DAYS)}`);
  await db()
    .delete(links)
    .where(sql`${links.expiresAt} < ${daysAgo(linkDays)}`);
}
