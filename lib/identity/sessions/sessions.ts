import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { hashToken, randomToken } from "#lib/base/secrets/index.ts";
import type { UserActor } from "#lib/access/index.ts";

const { sessions } = schema;

/** A session expires after this, however active it is. */
export const SESSION_HOURS = 12;
/** Idle timeouts: shorter for admins and owners. */
const IDLE_MINUTES = { privileged: 30, others: 720 };

/** How long people can work without a second factor after it has become required of them. */
const GRACE_DAYS = 7;

/** Where a session is started from. */
interface Origin {
  address: string | null;
  userAgent: string | null;
}

/** How the person has authenticated. */
interface Proof {
  /** Epoch seconds; now unless given. */
  at?: number;
  /**
   * `verified` when it was part of the sign-in (a passkey) or is the identity provider's responsibility (single sign-on).
   * `pending`: if the person has a second factor, the session waits for it.
   */
  secondFactor: "verified" | "pending";
}

/**
 * Creates a session for a person who has authenticated.
 * @returns the session's secret id; the row holds only its hash
 */
export async function createSession(
  userId: string,
  from: Origin,
  proof: Proof,
): Promise<string> {
  const id = randomToken();
  await db()
    .insert(sessions)
    .values({
      ...newRow(id, from),
      userId,
      ...(proof.at === undefined
        ? {}
        : {
            authenticatedAt: sql`least(clock_timestamp(), to_timestamp(${proof.at}))`,
          }),
      secondFactorAt:
        proof.secondFactor === "verified" ? sql`clock_timestamp()` : null,
    });
  return id;
}

const newRow = (id: string, from: Origin) => ({
  idHash: hashToken(id),
  expiresAt: sql`clock_timestamp() + make_interval(hours => ${SESSION_HOURS})`,
  userAgent: from.userAgent?.slice(0, 300) ?? null,
  address: from.address,
});

/**
 * Replaces a session that waited for its second factor by a new one, so that a leaked old id is of no use.
 * @param sessionId the hash of the old one's secret id
 * @returns the new one's secret id; null when the old one was ended already
 */
export async function replaceSession(
  sessionId: string,
  from: Origin,
): Promise<string | null> {
  return db().transaction(async (tx) => {
    const [old] = await tx
      .update(sessions)
      .set({ endedAt: sql`clock_timestamp()` })
      .where(and(eq(sessions.idHash, sessionId), isNull(sessions.endedAt)))
      .returning({ userId: sessions.userId });
    if (!old) return null;
    const id = randomToken();
    await tx.insert(sessions).values({
      ...newRow(id, from),
      userId: old.userId,
      secondFactorAt: sql`clock_timestamp()`,
    });
    return id;
  });
}

/** Whether a row of `sessions`, joined with `users`, is neither ended, expired nor idle for too long, and its user enabled. */
export const sessionIsActive = sql`
  sessions.ended_at is null and users.disabled_at is null
  and sessions.expires_at > clock_timestamp()
  and sessions.last_seen_at > clock_timestamp() - make_interval(mins =>
    case when users.role in ('admin', 'owner') then ${IDLE_MINUTES.privileged}::int else ${IDLE_MINUTES.others}::int end)`;

/** Whether a row of `users` has a confirmed authenticator app or a passkey. */
export const hasSecondFactor = sql`
  (exists (select from totp_factors where totp_factors.user_id = users.id and totp_factors.confirmed_at is not null)
  or exists (select from passkeys where passkeys.user_id = users.id))`;

/**
 * `full`: the person may do what their role allows. `second_factor_due`: signing in still needs their second factor.
 * `enrolment_due`: they must set up a second factor before anything else.
 */
export type SessionStage = "full" | "second_factor_due" | "enrolment_due";

/** A row of the query `activeSession`. */
export interface PersonRow extends Pick<UserActor, "name" | "email" | "role"> {
  user_id: string;
  seen_long_ago: boolean;
}

interface SessionRow extends PersonRow, Record<string, unknown> {
  stage: SessionStage;
  days_to_enrol: number | null;
}

/**
 * The user of an active session, with its stage. A user who has a second factor must present it; admins and owners must
 * set one up when it is required, after a grace period.
 */
function sessionWithStage(sessionId: string | SQL): SQL {
  return sql`
    select users.id as user_id, users.name, users.email, users.role,
      sessions.last_seen_at < clock_timestamp() - interval '1 minute' as seen_long_ago,
      ceil(extract(epoch from requirement.enrol_by - clock_timestamp()) / 86400)::int as days_to_enrol,
      case
        when sessions.second_factor_at is not null then 'full'
        when ${hasSecondFactor} then 'second_factor_due'
        when requirement.enrol_by < clock_timestamp() then 'enrolment_due'
        else 'full'
      end as stage
    from sessions join users on users.id = sessions.user_id cross join security_settings,
    lateral (select case
      when sessions.second_factor_at is null and users.role in ('admin', 'owner')
        and security_settings.second_factor_required_since is not null
      then greatest(users.created_at, security_settings.second_factor_required_since) + make_interval(days => ${GRACE_DAYS}::int)
      end as enrol_by) as requirement
    where sessions.id_hash = ${sessionId} and ${sessionIsActive}`;
}

/**
 * The user of an active session at stage `full`, as a subquery of one row or none.
 * @param sessionId the hash of the session's secret id
 */
export function activeSession(sessionId: string | SQL): SQL {
  return sql`
    select user_id, name, email, role, seen_long_ago
    from (${sessionWithStage(sessionId)}) as begun where stage = 'full'`;
}

/** A user as read from the session, without the data of the request. */
type SessionPerson = Omit<UserActor, "address" | "requestId">;

/** The user of a row of `activeSession`. */
export function personOf(sessionId: string, row: PersonRow): SessionPerson {
  const { user_id: userId, name, email, role } = row;
  return { kind: "user", userId, name, email, role, sessionId };
}

/** An active session. */
export interface KnownSession {
  person: SessionPerson;
  stage: SessionStage;
  /** Days left to set up a second factor; null when none is required or one exists. */
  daysToEnrol: number | null;
}

/**
 * The active session with a secret id, at any stage; null when there is none. The same statement records that it is in
 * use, because every page and API call starts with it.
 */
export async function sessionOfId(id: string): Promise<KnownSession | null> {
  const sessionId = hashToken(id);
  const { rows } = await db().execute<SessionRow>(sql`
    with begun as (${sessionWithStage(sessionId)}),
    seen as (
      update sessions set last_seen_at = clock_timestamp()
      where id_hash = ${sessionId} and exists (select from begun where seen_long_ago)
    )
    select * from begun`);
  const row = rows[0];
  return row
    ? {
        person: personOf(sessionId, row),
        stage: row.stage,
        daysToEnrol: row.stage === "full" ? row.days_to_enrol : null,
      }
    : null;
}

/** Records that the person has just presented a second factor in this session. */
export async function recordSecondFactor(
  database: Transaction,
  sessionId: string,
): Promise<void> {
  await database
    .update(sessions)
    .set({ secondFactorAt: sql`clock_timestamp()` })
    .where(eq(sessions.idHash, sessionId));
}

/** Records that a session found by `activeSession` is in use. */
export async function recordSessionUse(sessionId: string): Promise<void> {
  await db()
    .update(sessions)
    .set({ lastSeenAt: sql`clock_timestamp()` })
    .where(eq(sessions.idHash, sessionId));
}

/** Ends a session: its cookie no longer authenticates requests. */
export async function endSession(id: string): Promise<void> {
  await db()
    .update(sessions)
    .set({ endedAt: sql`clock_timestamp()` })
    .where(eq(sessions.idHash, hashToken(id)));
}
