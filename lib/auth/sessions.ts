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
  const person = db()
    .$with("person")
    .as(
      db()
        .select({
          userId: users.id,
          name: users.name,
          email: users.email,
          role: users.role,
          seenLongAgo:
            sql<boolean>`${sessions.lastSeenAt} < clock_timestamp() - interval '1 minute'`.as(
              "seen_long_ago",
            ),
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
        ),
    );
  // In one statement with the look-up, as every page and call of the API begins with it.
  const seen = db()
    .$with("seen")
    .as(
      db()
        .update(sessions)
        .set({ lastSeenAt: sql`clock_timestamp()` })
        .where(
          and(
            eq(sessions.idHash, idHash),
            sql`exists (select from ${person} where ${person.seenLongAgo})`,
          ),
        ),
    );
  const { userId, name, email, role } = person;
  const [found] = await db()
    .with(person, seen)
    .select({ userId, name, email, role })
    .from(person);
  return found ? { kind: "user", ...found, sessionId: idHash } : null;
}

/** Ends a session: its next request is nobody's. */
export async function endSession(id: string): Promise<void> {
  await db()
    .update(sessions)
    .set({ endedAt: sql`clock_timestamp()` })
    .where(eq(sessions.idHash, hashToken(id)));
}
