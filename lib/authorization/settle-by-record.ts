import { eq, sql } from "drizzle-orm";
import { lockAccount } from "#lib/accounts/index.ts";
import type { AuditActor } from "#lib/audit/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import type { Component } from "#lib/credentials/platform/index.ts";
import { componentClient } from "#lib/credentials/tokens/index.ts";
import { type AuthorizerInfo, WeChatApiError } from "#lib/wechat/index.ts";
import { applyAuthorized, applyDeauthorized } from "./apply.ts";
import { AuthorizationError } from "./authorization-error.ts";
import { laterVersion, type EventVersion, NO_EVENT } from "./event-version.ts";
import { exchangedFromInfo } from "./exchanged.ts";

const { accounts, authorizationPositions: versions } = schema;

/** 61003: this account has not authorized the component (protocol 2.5). */
const NOT_AUTHORIZED = 61003;
const MAX_TRIES = 5;
const wechat: AuditActor = { kind: "wechat", name: "push" };

/** WeChat's current record of an account; null when it is not authorized. */
export async function recordOf(
  component: Component,
  appid: string,
): Promise<AuthorizerInfo | null> {
  try {
    return await componentClient(component).getAuthorizerInfo(appid);
  } catch (error) {
    if (error instanceof WeChatApiError && error.errcode === NOT_AUTHORIZED)
      return null;
    throw error;
  }
}

/**
 * Settles two events of one second by WeChat's record of the account. If the account changes during the request, the
 * record may be outdated, and the request is repeated.
 * @throws {WeChatApiError | WeChatTransportError} the event is retried
 */
export async function settleByRecord(
  component: Component,
  appid: string,
  version: EventVersion,
): Promise<void> {
  const { componentAppid } = component;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const seen = await fingerprint(appid);
    const info = await recordOf(component, appid);
    const settled = await db().transaction(async (tx) => {
      const { deletedAt } = await lockAccount(tx, appid);
      if (deletedAt && deletedAt.time > version.time) return true;
      const applied = await lockExistingVersion(tx, appid);
      if (applied.time > version.time) return true;
      if ((await fingerprint(appid, tx)) !== seen) return false;
      const shared = { componentAppid, version: null, actor: wechat };
      if (info)
        await applyAuthorized(tx, {
          ...shared,
          exchanged: exchangedFromInfo(appid, info),
          source: "push",
          label: null,
        });
      else await applyDeauthorized(tx, { ...shared, appid, source: "push" });
      await tx
        .update(versions)
        .set(laterVersion(version, applied))
        .where(eq(versions.appid, appid));
      return true;
    });
    if (settled) return;
  }
  throw new AuthorizationError("exchange_unfinished");
}

async function lockExistingVersion(
  tx: Transaction,
  appid: string,
): Promise<EventVersion> {
  const [row] = await tx
    .select({
      time: versions.time,
      rank: versions.rank,
      code: versions.code,
    })
    .from(versions)
    .where(eq(versions.appid, appid))
    .for("update");
  return row ?? NO_EVENT;
}

/** `updatedAt`, which every change of the account updates (lib/accounts/update-account.ts). */
async function fingerprint(
  appid: string,
  tx: Transaction | undefined = undefined,
): Promise<string | null> {
  const [row] = await (tx ?? db())
    .select({ updatedAt: sql<string>`${accounts.updatedAt}::text` })
    .from(accounts)
    .where(eq(accounts.appid, appid));
  return row?.updatedAt ?? null;
}
