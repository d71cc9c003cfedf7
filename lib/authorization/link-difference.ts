import { and, desc, eq, sql } from "drizzle-orm";
import { type AccountRow, sceneFactsOf } from "#lib/accounts/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import {
  sceneDifference,
  sceneStates,
} from "#lib/accounts/permissions/index.ts";
import type { LinkRow } from "./link-view.ts";
import type { LinkDifference } from "./schema.ts";

const { authorizations } = schema;

/** The maximum time between redirect and push of one authorization; either may have finished the link. */
const WINDOW_SECONDS = 60;

/**
 * What changed by the authorization that finished a link. Without an entry in the history nothing changed.
 */
export async function linkDifference(
  link: LinkRow,
  account: AccountRow,
): Promise<LinkDifference> {
  const [entry] = link.finishedAt
    ? await db()
        .select()
        .from(authorizations)
        .where(
          and(
            eq(authorizations.appid, account.appid),
            sql`${authorizations.at} between ${link.finishedAt.toISOString()}::timestamptz - make_interval(secs => ${WINDOW_SECONDS}) and ${link.finishedAt.toISOString()}::timestamptz + make_interval(secs => ${WINDOW_SECONDS})`,
            sql`${authorizations.at} >= ${link.createdAt.toISOString()}::timestamptz`,
          ),
        )
        .orderBy(desc(authorizations.at))
        .limit(1)
    : [];
  const gained = entry?.gained ?? [];
  const lost = entry?.lost ?? [];
  const after = sceneFactsOf(account);
  const before = {
    ...after,
    permissionSets: [
      ...after.permissionSets.filter((id) => !gained.includes(id)),
      ...lost,
    ],
  };
  return {
    gained,
    lost,
    ...sceneDifference(sceneStates(before), sceneStates(after)),
  };
}
