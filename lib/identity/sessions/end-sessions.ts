import { and, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { type Database, schema, type Transaction } from "#lib/base/db/index.ts";

const { sessions } = schema;

/**
 * Ends the sessions of a person.
 * @param which by the hash of its id: only this one, or all but this one
 * @returns how many were not over yet
 */
export async function endSessionsOf(
  database: Database | Transaction,
  userId: string,
  which: { only?: string; but?: string } = {},
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
        which.but === undefined ? undefined : ne(sessions.idHash, which.but),
      ),
    );
  return rowCount ?? 0;
}
