import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { db, schema } from "#lib/db/index.ts";
import { hashToken, randomToken } from "#lib/secrets/index.ts";
import type { UserActor } from "./actor.ts";

const { sessions, users } = schema;

/** However it is used, a session ends after this. */
export const SESSION_HOURS = 12;
/** Unused, a session with far-reaching rights ends sooner. */
const IDLE_MINUTES = sql`case when ${users.role} in ('admin', 'owner') then 30 else 720 end`;

/**
 * Begins a session of a person who has just proved to be themselves.
 * @returns the session's secret id; the row holds only its hash
 */
export async function createSession(
  userId: string,
  from: { address: string | null; userAgent: string | null },
): Promise<string> {
  const id = randomToken();
  await db()
    .insert(sessions)
    .values({
      idHash: hashToken(id),
      userId,
      expiresAt: sql`clock_timestamp() + make_interval(hours => ${SESSION_HOURS})`,
      userAgent: from.userAgent?.slice(0, 300) ?? null,
      address: from.address,
    });
  return id;
}

/** The person behind a session that is neither ended, over, idle for too long, nor of somebody disabled; else null. */
export async function personOfSession(
  id: string,
): Promise<Omit<UserActor, "address" | "requestId"> | null> {
  const idHash = hashToken(id);
  const [row] = await db()
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      seenLongAgo: sql<boolean>`${sessions.lastSeenAt} < clock_timestamp() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.idHash, idHash),
        isNull(sessions.endedAt),
        isNull(users.disabledAt),
        gt(sessions.expiresAt, sql`clock_timestamp()`),
        gt(
          sessions.lastSeenAt,
          sql`clock_timestamp() - make_interval(mins => ${IDLE_MINUTES})`,
        ),
      ),
    );
  if (!row) return null;
  const { seenLongAgo, ...person } = row;
  if (seenLongAgo)
    await db()
      .update(sessions)
      .set({ lastSeenAt: sql`clock_timestamp()` })
      .where(eq(sessions.idHash, idHash));
  return { kind: "user", ...person, sessionId: idHash };
}

/** Ends a session: its next request is nobody's. */
export async function endSession(id: string): Promise<void> {
  await db()
    .update(sessions)
    .set({ endedAt: sql`clock_timestamp()` })
    .where(eq(sessions.idHash, hashToken(id)));
}
