import { inArray, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { IdentityError } from "#lib/identity/index.ts";

const { signInAttempts } = schema;

/** How guesses are slowed down. */
export interface Pace {
  /** Guesses of a window that are free of waiting. */
  free: number;
  firstWaitSeconds: number;
  longestWaitSeconds: number;
  windowSeconds: number;
}

/** Something whose guesses are counted together. */
export interface AttemptLimit {
  key: string;
  pace: Pace;
}

const HOUR = 3600;
/** At most 20 in any hour, and yet nobody is locked out for longer than a quarter of an hour by another's guesses. */
const PASSWORD: Pace = {
  free: 5,
  firstWaitSeconds: 30,
  longestWaitSeconds: 900,
  windowSeconds: HOUR,
};
/** An office may sit behind one address. */
const ADDRESS: Pace = { ...PASSWORD, free: 50 };
/** One guess in 333 000 hits a code of six digits that is good for three periods: some 35 a day, not 300. */
const CODE: Pace = {
  ...PASSWORD,
  longestWaitSeconds: HOUR,
  windowSeconds: 24 * HOUR,
};

const limit = (kind: string, of: string, pace: Pace): AttemptLimit => ({
  key: `${kind}:${hashToken(of)}`,
  pace,
});

/** Where guesses at passwords are counted. */
export const passwordLimits = {
  fromAnywhere: (email: string, address: string | null) => [
    limit("account", email, PASSWORD),
    limit("address", address ?? "unknown", ADDRESS),
  ],
  fromKnownBrowser: (idHash: string) => [limit("browser", idHash, PASSWORD)],
  /** Of whoever has an account, wherever they come from. */
  ofAccount: (email: string) => [limit("account", email, PASSWORD)],
  /** Of who has forgotten a password: apart from guesses at it, as who has used those up is the one who needs this. */
  ofForgotten: (email: string, address: string | null) => [
    limit("forgotten", email, PASSWORD),
    limit("forgotten_address", address ?? "unknown", ADDRESS),
  ],
  /** Of somebody who is signed in and proves it again. */
  ofPerson: (userId: string) => [limit("confirm", userId, PASSWORD)],
};

/** Where guesses at one-time and recovery codes are counted: of a person, however many sessions they begin. */
export const codeLimits = {
  fromAnywhere: (userId: string) => [limit("code", userId, CODE)],
  fromKnownBrowser: (idHash: string) => [limit("browser_code", idHash, CODE)],
};

/** Seconds to wait after the n-th guess in a window: none while free, then doubling up to the longest. */
export function waitAfter(guesses: number, pace: Pace): number {
  return guesses < pace.free
    ? 0
    : Math.min(
        pace.firstWaitSeconds * 2 ** (guesses - pace.free),
        pace.longestWaitSeconds,
      );
}

/**
 * Counts a guess before it is looked at, so that those sent at once, to whichever instance, cannot slip through together.
 * @returns seconds to wait; 0 when the guess may go on and is counted
 */
export async function claimAttempt(
  limits: readonly AttemptLimit[],
): Promise<number> {
  // All who count lock in one order.
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
 * The guess was right: it takes its own count back, and no other's. Were all forgotten, each sign-in of the owner, or of
 * a guesser who has an account of their own, would open the limit anew.
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

/** The guesses of a limit count no more: there is nothing left to guess. */
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

/** @throws {IdentityError} `too_many_attempts` with the seconds to wait */
export async function requireAttempt(
  limits: readonly AttemptLimit[],
): Promise<void> {
  const seconds = await claimAttempt(limits);
  if (seconds > 0)
    throw new IdentityError("too_many_attempts", { values: { seconds } });
}
