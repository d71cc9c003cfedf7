import { and, eq, gt, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { hashToken, randomToken } from "#lib/base/secrets/index.ts";

const { knownBrowsers, users } = schema;

/** A browser is forgotten after this long without a sign-in. */
export const BROWSER_DAYS = 180;

const notExpired = gt(knownBrowsers.expiresAt, sql`clock_timestamp()`);
const newExpiry = sql`clock_timestamp() + make_interval(days => ${BROWSER_DAYS})`;

/**
 * Finds a browser in which the person with this e-mail address has signed in before. Its attempts are counted separately,
 * so that guesses from elsewhere do not lock the person out (OWASP: device cookies).
 * @param browser the secret id in its cookie
 * @returns the hash of the id, or null
 */
export async function knownBrowser(
  browser: string | null,
  email: string,
): Promise<string | null> {
  if (browser === null) return null;
  const [row] = await db()
    .select({ idHash: knownBrowsers.idHash })
    .from(knownBrowsers)
    .innerJoin(users, eq(users.id, knownBrowsers.userId))
    .where(
      and(
        eq(knownBrowsers.idHash, hashToken(browser)),
        eq(users.email, email),
        notExpired,
      ),
    );
  return row?.idHash ?? null;
}

/**
 * Records that a person has signed in in a browser. If the browser was not known for this person it gets a new id, because
 * the old one may have been planted by an attacker.
 * @returns the secret id for its cookie
 */
export async function rememberBrowser(
  userId: string,
  browser: string | null,
): Promise<string> {
  if (browser !== null) {
    const known = await db()
      .update(knownBrowsers)
      .set({ expiresAt: newExpiry })
      .where(
        and(
          eq(knownBrowsers.idHash, hashToken(browser)),
          eq(knownBrowsers.userId, userId),
          notExpired,
        ),
      )
      .returning({ idHash: knownBrowsers.idHash });
    if (known.length > 0) return browser;
  }
  const id = randomToken();
  await db()
    .insert(knownBrowsers)
    .values({ idHash: hashToken(id), userId, expiresAt: newExpiry });
  return id;
}
