import { and, eq, gt, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { hashToken, randomToken } from "#lib/base/secrets/index.ts";

const { knownBrowsers, users } = schema;

/** Without a sign-in, a browser is known for this long. */
export const BROWSER_DAYS = 180;

const living = gt(knownBrowsers.expiresAt, sql`clock_timestamp()`);
const end = sql`clock_timestamp() + make_interval(days => ${BROWSER_DAYS})`;

/**
 * Whether somebody with this address has signed in in this browser: its guesses are counted by themselves then, so that
 * guesses from elsewhere do not keep the person out (OWASP, device cookies).
 * @param browser the secret id in its cookie
 * @returns the id's hash, or null
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
        living,
      ),
    );
  return row?.idHash ?? null;
}

/**
 * Notes that a person has signed in in a browser. One that did not know the person gets a new id: whoever has planted its
 * old one must not be known by it.
 * @returns the secret id for its cookie
 */
export async function rememberBrowser(
  userId: string,
  browser: string | null,
): Promise<string> {
  if (browser !== null) {
    const known = await db()
      .update(knownBrowsers)
      .set({ expiresAt: end })
      .where(
        and(
          eq(knownBrowsers.idHash, hashToken(browser)),
          eq(knownBrowsers.userId, userId),
          living,
        ),
      )
      .returning({ idHash: knownBrowsers.idHash });
    if (known.length > 0) return browser;
  }
  const id = randomToken();
  await db()
    .insert(knownBrowsers)
    .values({ idHash: hashToken(id), userId, expiresAt: end });
  return id;
}
