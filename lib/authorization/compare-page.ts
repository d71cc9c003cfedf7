import { and, eq, ne, sql } from "drizzle-orm";
import pMap from "p-map";
import { markListed } from "#lib/accounts/index.ts";
import type { AuditActor } from "#lib/audit/index.ts";
import { db, schema, now } from "#lib/base/db/index.ts";
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

/** Concurrent record requests: the first comparison of a platform with a thousand accounts must not take minutes. */
const CONCURRENCY = 5;
const UNLISTED_PAGE = 200;

/** How the accounts differed from WeChat's list; each difference has been repaired. */
export interface Differences {
  /** Accounts in WeChat's list. */
  found: number;
  added: number;
  /** Accounts whose refresh token was missing or different. */
  mended: number;
  deauthorized: number;
}

/**
 * Compares one page of WeChat's list with the accounts: adds unknown accounts and takes over lost refresh tokens.
 * @param askedAt the database's time before the request; anything stored later is newer than the page
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

/** Adds accounts whose WeChat record confirms them: the list may lag behind the authorizations (protocol 2.4). */
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
        version: null,
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
 * Settles the accounts that were not in the list, page by page, by WeChat's record of each. Authorized ones were only
 * skipped because the list shrank while it was read; the others are marked as deauthorized.
 * @param startedAt of the comparison; accounts listed since are skipped
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
        now: sql<string>`${now}::text`,
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
      .limit(UNLISTED_PAGE);
    const last = rows.at(-1);
    if (!last) return;
    after = last.appid;
    const skipped: ListedToken[] = [];
    const deauthorized = await countOf(
      rows.map(({ appid }) => appid),
      async (appid) => {
        const info = await recordOf(component, appid);
        if (info?.refreshToken)
          skipped.push({ appid, refreshToken: info.refreshToken });
        if (info) return false;
        const { marked } = await db().transaction((tx) =>
          applyDeauthorized(tx, {
            componentAppid,
            appid,
            version: null,
            source: "sync",
            actor,
          }),
        );
        return marked;
      },
    );
    const mended = await takeOverRefreshTokens(skipped, last.now);
    yield { mended, deauthorized };
  }
}

/** Runs `act` for each account, a few concurrently. @returns how many resolved to true */
async function countOf(
  appids: string[],
  act: (appid: string) => Promise<boolean>,
): Promise<number> {
  const outcomes = await pMap(appids, act, { concurrency: CONCURRENCY });
  return outcomes.filter(Boolean).length;
}
