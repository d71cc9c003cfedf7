import { lt } from "drizzle-orm";
import { ago, db, schema } from "#lib/base/db/index.ts";

const {
  authorizationCodes: codes,
  authorizationLinks: links,
  authorizationVisits: visits,
} = schema;

/** After this, neither a visit of an authorization link nor the code that it returned can be used any more. */
const VISIT_DAYS = 40;

/** Deletes old visits and codes, and links that expired more than `linkDays` ago. */
export async function purgeAuthorization(linkDays: number): Promise<void> {
  await db()
    .delete(visits)
    .where(lt(visits.createdAt, ago({ days: VISIT_DAYS })));
  await db()
    .delete(codes)
    .where(lt(codes.createdAt, ago({ days: VISIT_DAYS })));
  await db()
    .delete(links)
    .where(lt(links.expiresAt, ago({ days: linkDays })));
}
