import { and, eq, ne } from "drizzle-orm";
import pMap from "p-map";
import { audit, auditActor } from "#lib/audit/index.ts";
import { authorize, type UserActor } from "#lib/auth/index.ts";
import { db, schema } from "#lib/db/index.ts";
import {
  activeComponent,
  type Component,
  noteError,
} from "#lib/platform/index.ts";
import { componentClient } from "#lib/tokens/index.ts";
import {
  type ComponentClient,
  isReleaseCheckAccount,
} from "#lib/wechat/index.ts";
import { applyAuthorized, applyDeauthorized } from "./apply.ts";
import { exchangedFromInfo } from "./from-info.ts";
import { recordOf } from "./settle-by-record.ts";

const { accounts } = schema;

/** WeChat's largest page (protocol 2.4). */
const PAGE = 500;
/** Records asked for at once: the first sync of a platform that has a thousand accounts must not take minutes. */
const AT_ONCE = 5;

export interface SyncResult {
  /** Accounts in WeChat's list. */
  found: number;
  added: number;
  deauthorized: number;
}

/**
 * Compares the accounts with WeChat's own list: those that a lost push or redirect kept from us are added, and those that
 * are gone are marked once WeChat confirms it for each.
 * @throws {AuthError} `forbidden`
 * @throws {PlatformError | TokenError | WeChatApiError | WeChatTransportError}
 */
export async function syncAccounts(actor: UserActor): Promise<SyncResult> {
  authorize(actor, "platform.sync");
  const component = await activeComponent();
  const client = componentClient(component);
  try {
    const listed = (await wholeList(client)).filter(
      (appid) => !isReleaseCheckAccount(appid),
    );
    const known = await authorizedHere(component);
    const added = await adopt(
      component,
      listed.filter((appid) => !known.includes(appid)),
      actor,
    );
    const deauthorized = await release(
      component,
      known.filter((appid) => !listed.includes(appid)),
      actor,
    );
    const result = { found: listed.length, added, deauthorized };
    await audit(db(), {
      actor: auditActor(actor),
      action: "platform.synced",
      subject: component.componentAppid,
      after: result,
    });
    return result;
  } catch (error) {
    await noteError(component.componentAppid, error);
    throw error;
  }
}

async function wholeList(client: ComponentClient): Promise<string[]> {
  const appids: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { total, items } = await client.getAuthorizerList({
      offset,
      count: PAGE,
    });
    appids.push(...items.map((item) => item.appid));
    if (offset + PAGE >= total || items.length === 0) return appids;
  }
}

async function authorizedHere(component: Component): Promise<string[]> {
  const rows = await db()
    .select({ appid: accounts.appid })
    .from(accounts)
    .where(
      and(
        eq(accounts.componentAppid, component.componentAppid),
        ne(accounts.status, "deauthorized"),
      ),
    );
  return rows.map((row) => row.appid);
}

/** An account may stay in WeChat's list although it is no longer authorized, and the reverse for a moment (protocol 2.4): its own record decides. */
async function adopt(
  component: Component,
  appids: string[],
  actor: UserActor,
): Promise<number> {
  const adoptOne = async (appid: string) => {
    const info = await recordOf(component, appid);
    if (!info) return false;
    await db().transaction((tx) =>
      applyAuthorized(tx, {
        componentAppid: component.componentAppid,
        exchanged: exchangedFromInfo(appid, info),
        position: null,
        source: "sync",
        label: null,
        actor: auditActor(actor),
      }),
    );
    return true;
  };
  return countOf(appids, adoptOne);
}

async function release(
  component: Component,
  appids: string[],
  actor: UserActor,
): Promise<number> {
  const releaseOne = async (appid: string) => {
    if (await recordOf(component, appid)) return false;
    const { marked } = await db().transaction((tx) =>
      applyDeauthorized(tx, {
        componentAppid: component.componentAppid,
        appid,
        position: null,
        source: "sync",
        actor: auditActor(actor),
      }),
    );
    return marked;
  };
  return countOf(appids, releaseOne);
}

/** Does something for each, a few at a time. @returns for how many it came true */
async function countOf(
  appids: string[],
  act: (appid: string) => Promise<boolean>,
): Promise<number> {
  const outcomes = await pMap(appids, act, { concurrency: AT_ONCE });
  return outcomes.filter(Boolean).length;
}
