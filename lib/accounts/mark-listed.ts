import { and, eq, inArray, ne } from "drizzle-orm";
import { db, now, schema } from "#lib/base/db/index.ts";

const { accounts } = schema;

/**
 * Records that WeChat's list of authorized accounts contained these. `updatedAt` stays, as the accounts do not change.
 * @returns those that are also authorized here
 */
export async function markListed(
  componentAppid: string,
  appids: string[],
): Promise<Set<string>> {
  if (appids.length === 0) return new Set();
  const rows = await db()
    .update(accounts)
    .set({ listedAt: now })
    .where(
      and(
        eq(accounts.componentAppid, componentAppid),
        ne(accounts.status, "deauthorized"),
        inArray(accounts.appid, appids),
      ),
    )
    .returning({ appid: accounts.appid });
  return new Set(rows.map(({ appid }) => appid));
}
