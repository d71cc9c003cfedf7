import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { hashToken, randomToken } from "#lib/base/secrets/index.ts";
import type { UserActor } from "#lib/access/index.ts";

const { sessions } = schema;

/** However it is used, a session ends after this. */
export const SESSION_HOURS = 12;
/** Unused, a session with far-reaching rights ends sooner. */
const IDLE_MINUTES = { farReaching: 30, others: 720 };

/** Since somebody may have to set up a second factor, this long they can work without. */
const GRACE_DAYS = 7;

/** Where a session is begun. */
interface Origin {
  address: string | null;
  userAgent: string | null;
}

/** How somebody has proved to be themselves. */
interface Proof {
  /** Epoch seconds; now unless given. */
  at?: number;
  /**
   * `settled` when more than a password was shown (a passkey), or when it is the matter of somebody else who vouches for
   * the person (single sign-on); else the session is worth nothing yet if the person has a second factor.
   */
  secondFactor: "settled" | "open";
}

/**
 * Begins a session of a person who has proved to be themselves.
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
      ...beginning(id, from),
      userId,
      ...(proof.at === undefined
        ? {}
        : {
            authenticatedAt: sql`least(clock_timestamp(), to_timestamp(${proof.at}))`,
          }),
      secondFactorAt:
        proof.secondFactor === "settled" ? sql`clock_timestamp()` : null,
    });
  return id;
}

const beginning = (id: string, from: Origin) => ({
  idHash: hashToken(id),
  expiresAt: sql`clock_timestamp() + make_interval(hours => ${SESSION_HOURS})`,
  userAgent: from.userAgent?.slice(0, 300) ?? null,
  address: from.address,
});

/**
 * Ends a session that waited for its second factor and begins another one in its place, so that who knew the old id knows
 * nothing of the new one.
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
      ...beginning(id, from),
      userId: old.userId,
      secondFactorAt: sql`clock_timestamp()`,
    });
    return id;
  });
}

/** Whether a row of `sessions`, joined with its row of `users`, is neither ended, over, idle for too long, nor of somebody disabled. */
export const sessionIsActive = sql`
  sessions.ended_at is null and users.disabled_at is null
  and sessions.expires_at > clock_timestamp()
  and sessions.last_seen_at > clock_timestamp() - make_interval(mins =>
    case when users.role in ('admin', 'owner') then ${IDLE_MINUTES.farReaching}::int else ${IDLE_MINUTES.others}::int end)`;

/** Whether a row of `users` has an app in use or a passkey. */
export const hasSecondFactor = sql`
  (exists (select from totp_factors where totp_factors.user_id = users.id and totp_factors.confirmed_at is not null)
  or exists (select from passkeys where passkeys.user_id = users.id))`;

/**
 * How far a session has come: it may do what its person may; it waits for the second factor that the person has; its
 * person must set up a second factor before anything else.
 */
export type SessionStage = "full" | "second_factor_due" | "enrolment_due";

/** What `activeSession` finds. */
export interface PersonRow extends Pick<UserActor, "name" | "email" | "role"> {
  user_id: string;
  seen_long_ago: boolean;
}

interface SessionRow extends PersonRow, Record<string, unknown> {
  stage: SessionStage;
  days_to_enrol: number | null;
}

/**
 * The person behind a session that lives, with how far it has come. Whoever has a factor owes it; admins and owners must
 * have one when the owner wants it so, after some days.
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
 * The person behind a session that may do what its person may; a query of one row or none, for statements that ask for
 * more than the person.
 * @param sessionId the hash of its secret id
 */
export function activeSession(sessionId: string | SQL): SQL {
  return sql`
    select user_id, name, email, role, seen_long_ago
    from (${sessionWithStage(sessionId)}) as begun where stage = 'full'`;
}

/** A person as their session knows them, without what their request knows. */
type SessionPerson = Omit<UserActor, "address" | "requestId">;

/** The person of a row that `activeSession` found. */
export function personOf(sessionId: string, row: PersonRow): SessionPerson {
  const { user_id: userId, name, email, role } = row;
  return { kind: "user", userId, name, email, role, sessionId };
}

/** What is known of a session. */
export interface KnownSession {
  person: SessionPerson;
  stage: SessionStage;
  /** How long the person may still work without a second factor; null when they need none, or have one. */
  daysToEnrol: number | null;
}

/**
 * What is behind a session's secret id, however far it has come; null when the session does not live. In one statement
 * with the note that it is in use, as every page and call of the API begins with it.
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

/** The person has just shown a second factor in this session. */
export async function recordSecondFactor(
  database: Transaction,
  sessionId: string,
): Promise<void> {
  await database
    .update(sessions)
    .set({ secondFactorAt: sql`clock_timestamp()` })
    .where(eq(sessions.idHash, sessionId));
}

/** Notes that a session is in use, for who found it by `activeSession`. */
export async function recordSessionUse(sessionId: string): Promise<void> {
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
