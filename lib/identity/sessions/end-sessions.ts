import { and, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { type Database, schema, type Transaction } from "#lib/base/db/index.ts";

const { sessions } = schema;

/**
 * Ends the active sessions of a person: all of them, only one, or all but one.
 * @param which the hash of a session's id
 * @returns how many were active
 */
export async function endSessionsOf(
  database: Database | Transaction,
  userId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const { rowCount } = await database
    .update(sessions)
    .set({ endedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql`clock_timestamp()`),
        which.only === undefined ? undefined : eq(sessions.idHash, which.only),
        which.except === undefined
          ? undefined
          : ne(sessions.idHash, which.except),
      ),
    );
  return rowCount ?? 0;
}
