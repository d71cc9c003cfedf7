import { inArray, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { IdentityError } from "#lib/identity/index.ts";

const { signInAttempts } = schema;

/** How attempts are slowed down. */
export interface Pace {
  /** Attempts per window without a wait. */
  free: number;
  firstWaitSeconds: number;
  longestWaitSeconds: number;
  windowSeconds: number;
}

/** A counter of attempts. */
export interface AttemptLimit {
  key: string;
  pace: Pace;
}

const HOUR = 3600;
/** At most 20 attempts an hour, yet guesses by others lock a person out for at most a quarter of an hour. */
const PASSWORD: Pace = {
  free: 5,
  firstWaitSeconds: 30,
  longestWaitSeconds: 900,
  windowSeconds: HOUR,
};
/** Many people of one office may share an address. */
const ADDRESS: Pace = { ...PASSWORD, free: 50 };
/** A six-digit code is valid for three periods, so one guess in 333 000 is right: allow some 35 a day, not 300. */
const CODE: Pace = {
  ...PASSWORD,
  longestWaitSeconds: HOUR,
  windowSeconds: 24 * HOUR,
};

const limit = (kind: string, of: string, pace: Pace): AttemptLimit => ({
  key: `${kind}:${hashToken(of)}`,
  pace,
});

/** The counters for passwords. */
export const passwordLimits = {
  fromAnywhere: (email: string, address: string | null) => [
    limit("account", email, PASSWORD),
    limit("address", address ?? "unknown", ADDRESS),
  ],
  fromKnownBrowser: (idHash: string) => [limit("browser", idHash, PASSWORD)],
  /** Attempts on one member, from any address. */
  ofAccount: (email: string) => [limit("account", email, PASSWORD)],
  /** Requests for a reset link: counted separately, because people who used up their attempts are those who need one. */
  ofForgotten: (email: string, address: string | null) => [
    limit("forgotten", email, PASSWORD),
    limit("forgotten_address", address ?? "unknown", ADDRESS),
  ],
  /** A signed-in person who confirms their identity. */
  ofPerson: (userId: string) => [limit("confirm", userId, PASSWORD)],
};

/** The counters for one-time and recovery codes: per person, however many sessions they start. */
export const codeLimits = {
  fromAnywhere: (userId: string) => [limit("code", userId, CODE)],
  fromKnownBrowser: (idHash: string) => [limit("browser_code", idHash, CODE)],
};

/** Seconds to wait after the n-th attempt of a window: none at first, then doubling up to the longest wait. */
export function waitAfter(guesses: number, pace: Pace): number {
  return guesses < pace.free
    ? 0
    : Math.min(
        pace.firstWaitSeconds * 2 ** (guesses - pace.free),
        pace.longestWaitSeconds,
      );
}

/**
 * Counts an attempt before it is checked, so that concurrent attempts on any instance cannot bypass the limit.
 * @returns seconds to wait; 0 when the attempt is allowed, and counted
 */
export async function claimAttempt(
  limits: readonly AttemptLimit[],
): Promise<number> {
  // Every caller locks rows in the same order, to avoid deadlocks.
  const keys = limits.map(({ key }) => key).sort();
  return db().transaction(async (tx) => {
    await tx
      .insert(signInAttempts)
      .values(keys.map((key) => ({ key })))
      .onConflictDoNothing();
    const rows = await tx
      .select({
        key: signInAttempts.key,
        failures: signInAttempts.failures,
        age: sql<number>`extract(epoch from clock_timestamp() - ${signInAttempts.windowStartedAt})::float8`,
        wait: sql<number>`coalesce(ceil(extract(epoch from ${signInAttempts.blockedUntil} - clock_timestamp())), 0)::int`,
      })
      .from(signInAttempts)
      .where(inArray(signInAttempts.key, keys))
      .orderBy(signInAttempts.key)
      .for("update");
    const wait = Math.max(...rows.map((row) => row.wait));
    if (wait > 0) return wait;
    for (const { key, pace } of limits) {
      const row = rows.find((candidate) => candidate.key === key);
      const begins = !row || row.failures === 0 || row.age > pace.windowSeconds;
      const failures = begins ? 1 : row.failures + 1;
      await tx
        .update(signInAttempts)
        .set({
          failures,
          ...(begins ? { windowStartedAt: sql`clock_timestamp()` } : {}),
          blockedUntil: sql`clock_timestamp() + make_interval(secs => ${waitAfter(failures, pace)})`,
        })
        .where(sql`${signInAttempts.key} = ${key}`);
    }
    return 0;
  });
}

/**
 * Removes a successful attempt from the counters, and only that one: clearing them would give an attacker a new set of
 * attempts each time the person, or the attacker with an account of their own, signs in.
 */
export async function returnAttempt(
  limits: readonly AttemptLimit[],
): Promise<void> {
  for (const { key } of limits)
    await db()
      .update(signInAttempts)
      .set({
        failures: sql`greatest(${signInAttempts.failures} - 1, 0)`,
        blockedUntil: null,
      })
      .where(sql`${signInAttempts.key} = ${key}`);
}

/** Clears the counters: the secret that was guessed at has changed. */
export async function clearAttempts(
  limits: readonly AttemptLimit[],
): Promise<void> {
  await db()
    .delete(signInAttempts)
    .where(
      inArray(
        signInAttempts.key,
        limits.map(({ key }) => key),
      ),
    );
}

/** Counts an attempt like `claimAttempt`. @throws {IdentityError} `too_many_attempts` with the seconds to wait */
export async function requireAttempt(
  limits: readonly AttemptLimit[],
): Promise<void> {
  const seconds = await claimAttempt(limits);
  if (seconds > 0)
    throw new IdentityError("too_many_attempts", { values: { seconds } });
}
