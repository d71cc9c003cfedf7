import { and, eq, ne, sql } from "drizzle-orm";
import pMap from "p-map";
import { markListed } from "#lib/accounts/index.ts";
import type { AuditActor } from "#lib/audit/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import type { Component } from "#lib/credentials/platform/index.ts";
import {
  type ListedToken,
  takeOverRefreshTokens,
} from "#lib/credentials/tokens/index.ts";
import { isReleaseCheckAccount } from "#lib/wechat/index.ts";
import { applyAuthorized, applyDeauthorized } from "./apply.ts";
import { exchangedFromInfo } from "./exchanged.ts";
import { recordOf } from "./settle-by-record.ts";

const { accounts } = schema;

/** Records asked for at once: the first comparison of a platform that has a thousand accounts must not take minutes. */
const AT_ONCE = 5;
/** Accounts that are gone from the list, looked at together. */
const GONE_PAGE = 200;

/** How the accounts differed from WeChat's list, all of which is mended. */
export interface Differences {
  /** Accounts in WeChat's list. */
  found: number;
  added: number;
  /** Accounts whose refresh token was lost or another one. */
  mended: number;
  deauthorized: number;
}

/**
 * Compares one page of WeChat's list with the accounts: unknown ones are adopted, lost refresh tokens taken over.
 * @param askedAt before the page was asked for, by the database's clock: what was stored later is newer than the page
 */
export async function comparePage(
  component: Component,
  page: ListedToken[],
  askedAt: string,
  actor: AuditActor,
): Promise<Omit<Differences, "deauthorized">> {
  const listed = page.filter(({ appid }) => !isReleaseCheckAccount(appid));
  const appids = listed.map(({ appid }) => appid);
  const known = await markListed(component.componentAppid, appids);
  const added = await adopt(
    component,
    appids.filter((appid) => !known.has(appid)),
    actor,
  );
  const mended = await takeOverRefreshTokens(
    listed.filter(({ appid }) => known.has(appid)),
    askedAt,
  );
  return { found: listed.length, added, mended };
}

/** An account may stay in WeChat's list although it is no longer authorized, and the reverse for a moment (protocol 2.4): its own record decides. */
async function adopt(
  component: Component,
  appids: string[],
  actor: AuditActor,
): Promise<number> {
  const added = await countOf(appids, async (appid) => {
    const info = await recordOf(component, appid);
    if (!info) return false;
    await db().transaction((tx) =>
      applyAuthorized(tx, {
        componentAppid: component.componentAppid,
        exchanged: exchangedFromInfo(appid, info),
        position: null,
        source: "sync",
        label: null,
        actor,
      }),
    );
    return true;
  });
  await markListed(component.componentAppid, appids);
  return added;
}

/**
 * Looks after the accounts that the list did not hold, some at a time: WeChat's own record of each decides. One that is
 * authorized has only slipped out of a page, as the list grew shorter while it was read; the others are marked.
 * @param startedAt of the comparison: accounts that were seen since are in the list
 */
export async function* settleUnlisted(
  component: Component,
  startedAt: string,
  actor: AuditActor,
): AsyncGenerator<Pick<Differences, "mended" | "deauthorized">> {
  const { componentAppid } = component;
  for (let after = ""; ;) {
    const rows = await db()
      .select({
        appid: accounts.appid,
        now: sql<string>`clock_timestamp()::text`,
      })
      .from(accounts)
      .where(
        and(
          eq(accounts.componentAppid, componentAppid),
          ne(accounts.status, "deauthorized"),
          sql`coalesce(${accounts.listedAt} < ${startedAt}::timestamptz, true)`,
          sql`${accounts.authorizedAt} < ${startedAt}::timestamptz`,
          sql`${accounts.appid} > ${after}`,
        ),
      )
      .orderBy(accounts.appid)
      .limit(GONE_PAGE);
    const last = rows.at(-1);
    if (!last) return;
    after = last.appid;
    const slipped: ListedToken[] = [];
    const deauthorized = await countOf(
      rows.map(({ appid }) => appid),
      async (appid) => {
        const info = await recordOf(component, appid);
        if (info?.refreshToken)
          slipped.push({ appid, refreshToken: info.refreshToken });
        if (info) return false;
        const { marked } = await db().transaction((tx) =>
          applyDeauthorized(tx, {
            componentAppid,
            appid,
            position: null,
            source: "sync",
            actor,
          }),
        );
        return marked;
      },
    );
    const mended = await takeOverRefreshTokens(slipped, last.now);
    yield { mended, deauthorized };
  }
}

/** Does something for each, a few at a time. @returns for how many it came true */
async function countOf(
  appids: string[],
  act: (appid: string) => Promise<boolean>,
): Promise<number> {
  const outcomes = await pMap(appids, act, { concurrency: AT_ONCE });
  return outcomes.filter(Boolean).length;
}
