import { eq, sql } from "drizzle-orm";
import { lockAccount } from "#lib/accounts/index.ts";
import type { AuditActor } from "#lib/audit/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import type { Component } from "#lib/credentials/platform/index.ts";
import { componentClient } from "#lib/credentials/tokens/index.ts";
import { type AuthorizerInfo, WeChatApiError } from "#lib/wechat/index.ts";
import { applyAuthorized, applyDeauthorized } from "./apply.ts";
import { AuthorizationError } from "./authorization-error.ts";
import { laterOf, type Position, START } from "./event-order.ts";
import { exchangedFromInfo } from "./exchanged.ts";

const { accounts, authorizationPositions: positions } = schema;

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
 * Asks WeChat for the account's record when the times of two events do not say which came last. If the account changes
 * while WeChat is asked, the answer may be the older one, and WeChat is asked again.
 * @throws {WeChatApiError | WeChatTransportError} the event is tried again
 */
export async function settleByRecord(
  component: Component,
  appid: string,
  position: Position,
): Promise<void> {
  const { componentAppid } = component;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const seen = await fingerprint(appid);
    const info = await recordOf(component, appid);
    const settled = await db().transaction(async (tx) => {
      const { deletedAt } = await lockAccount(tx, appid);
      if (deletedAt && deletedAt.time > position.time) return true;
      const applied = await lockExistingPosition(tx, appid);
      if (applied.time > position.time) return true;
      if ((await fingerprint(appid, tx)) !== seen) return false;
      const given = { componentAppid, position: null, actor: wechat };
      if (info)
        await applyAuthorized(tx, {
          ...given,
          exchanged: exchangedFromInfo(appid, info),
          source: "push",
          label: null,
        });
      else await applyDeauthorized(tx, { ...given, appid, source: "push" });
      await tx
        .update(positions)
        .set(laterOf(position, applied))
        .where(eq(positions.appid, appid));
      return true;
    });
    if (settled) return;
  }
  throw new AuthorizationError("exchange_unfinished");
}

async function lockExistingPosition(
  tx: Transaction,
  appid: string,
): Promise<Position> {
  const [row] = await tx
    .select({
      time: positions.time,
      rank: positions.rank,
      code: positions.code,
    })
    .from(positions)
    .where(eq(positions.appid, appid))
    .for("update");
  return row ?? START;
}

/** `updatedAt`, which every change of the account moves (lib/accounts/update-account.ts). */
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
