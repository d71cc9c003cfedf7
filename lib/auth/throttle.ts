import { sql } from "drizzle-orm";
import { db, schema } from "#lib/db/index.ts";
import { hashToken } from "#lib/secrets/index.ts";

const { signInAttempts } = schema;

/** Guesses that are free of waiting: few for one account, more for one address, behind which an office may sit. */
const FREE = { account: 5, address: 20 };
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 900;
const WINDOW_SECONDS = 3600;

/**
 * Seconds to wait after the n-th failure in a window: none while free, then doubling, at most 15 minutes, so that
 * nobody is locked out for ever by another's guesses.
 */
export function waitAfter(failures: number, free: number): number {
  return failures < free
    ? 0
    : Math.min(
        FIRST_WAIT_SECONDS * 2 ** (failures - free),
        LONGEST_WAIT_SECONDS,
      );
}

const keysOf = (email: string, address: string | null) => [
  { key: `account:${hashToken(email)}`, free: FREE.account },
  { key: `address:${hashToken(address ?? "unknown")}`, free: FREE.address },
];

/**
 * Counts an attempt before its password is looked at, so that guesses sent at once cannot slip through together.
 * @returns seconds to wait, 0 when the attempt may go on
 */
export async function claimAttempt(
  email: string,
  address: string | null,
): Promise<number> {
  return db().transaction(async (tx) => {
    for (const { key, free } of keysOf(email, address)) {
      await tx.insert(signInAttempts).values({ key }).onConflictDoNothing();
      const [row] = await tx
        .select({
          wait: sql<number>`coalesce(ceil(extract(epoch from ${signInAttempts.blockedUntil} - clock_timestamp())), 0)::int`,
          failures: sql<number>`case when ${signInAttempts.windowStartedAt} < clock_timestamp() - make_interval(secs => ${WINDOW_SECONDS}) then 0 else ${signInAttempts.failures} end::int`,
        })
        .from(signInAttempts)
        .where(sql`${signInAttempts.key} = ${key}`)
        .for("update");
      if (!row || row.wait > 0) return row?.wait ?? FIRST_WAIT_SECONDS;
      const failures = row.failures + 1;
      await tx
        .update(signInAttempts)
        .set({
          failures,
          ...(failures === 1
            ? { windowStartedAt: sql`clock_timestamp()` }
            : {}),
          blockedUntil: sql`clock_timestamp() + make_interval(secs => ${waitAfter(failures, free)})`,
        })
        .where(sql`${signInAttempts.key} = ${key}`);
    }
    return 0;
  });
}

/** The attempt was right: the counts of this account and this address begin anew. */
export async function forgetAttempts(
  email: string,
  address: string | null,
): Promise<void> {
  for (const { key } of keysOf(email, address))
    await db()
      .delete(signInAttempts)
      .where(sql`${signInAttempts.key} = ${key}`);
}
