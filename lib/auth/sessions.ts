import { eq, type SQL, sql } from "drizzle-orm";
import { db, schema } from "#lib/db/index.ts";
import { hashToken, randomToken } from "#lib/secrets/index.ts";
import type { UserActor } from "./actor.ts";

const { sessions } = schema;

/** However it is used, a session ends after this. */
export const SESSION_HOURS = 12;
/** Unused, a session with far-reaching rights ends sooner. */
const IDLE_MINUTES = { farReaching: 30, others: 720 };

/**
 * Begins a session of a person who has proved to be themselves.
 * @param provedAt when that was, in epoch seconds; now unless given
 * @returns the session's secret id; the row holds only its hash
 */
export async function createSession(
  userId: string,
  from: { address: string | null; userAgent: string | null },
  provedAt?: number,
): Promise<string> {
  const id = randomToken();
  await db()
    .insert(sessions)
    .values({
      idHash: hashToken(id),
      userId,
      ...(provedAt === undefined
        ? {}
        : {
            authenticatedAt: sql`least(clock_timestamp(), to_timestamp(${provedAt}))`,
          }),
      expiresAt: sql`clock_timestamp() + make_interval(hours => ${SESSION_HOURS})`,
      userAgent: from.userAgent?.slice(0, 300) ?? null,
      address: from.address,
    });
  return id;
}

/** Whether a row of `sessions`, joined with its row of `users`, is neither ended, over, idle for too long, nor of somebody disabled. */
export const sessionLives = sql`
  sessions.ended_at is null and users.disabled_at is null
  and sessions.expires_at > clock_timestamp()
  and sessions.last_seen_at > clock_timestamp() - make_interval(mins =>
    case when users.role in ('admin', 'owner') then ${IDLE_MINUTES.farReaching}::int else ${IDLE_MINUTES.others}::int end)`;

/** What `livingSession` finds. */
export interface PersonRow extends Pick<UserActor, "name" | "email" | "role"> {
  user_id: string;
  seen_long_ago: boolean;
}

/**
 * The person behind a session that lives; a query of one row or none, for statements that ask for more than the person.
 * @param sessionId the hash of its secret id
 */
export function livingSession(sessionId: string | SQL): SQL {
  return sql`
    select users.id as user_id, users.name, users.email, users.role,
      sessions.last_seen_at < clock_timestamp() - interval '1 minute' as seen_long_ago
    from sessions join users on users.id = sessions.user_id
    where sessions.id_hash = ${sessionId} and ${sessionLives}`;
}

/** The person of a row that `livingSession` found. */
export function personOf(
  sessionId: string,
  row: PersonRow,
): Omit<UserActor, "address" | "requestId"> {
  const { user_id: userId, name, email, role } = row;
  return { kind: "user", userId, name, email, role, sessionId };
}

/**
 * The person behind a session's secret id; null when the session does not live. In one statement with the note that it
 * is in use, as every page and call of the API begins with it.
 */
export async function personOfSession(
  id: string,
): Promise<Omit<UserActor, "address" | "requestId"> | null> {
  const sessionId = hashToken(id);
  const { rows } = await db().execute<PersonRow & Record<string, unknown>>(sql`
    with person as (${livingSession(sessionId)}),
    seen as (
      update sessions set last_seen_at = clock_timestamp()
      where id_hash = ${sessionId} and exists (select from person where seen_long_ago)
    )
    select * from person`);
  return rows[0] ? personOf(sessionId, rows[0]) : null;
}

/** Notes that a session is in use, for who found it by `livingSession`. */
export async function noteSeen(sessionId: string): Promise<void> {
  await db()
    .update(sessions)
    .set({ lastSeenAt: sql`clock_timestamp()` })
    .where(eq(sessions.idHash, sessionId));
}

/** Ends a session: its next request is nobody's. */
export async function endSession(id: string): Promise<void> {
  await db()
    .update(sessions)
    .set({ endedAt: sql`clock_timestamp()` })
    .where(eq(sessions.idHash, hashToken(id)));
}
