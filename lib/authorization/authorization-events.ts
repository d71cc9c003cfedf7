import { eq } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import type { Component } from "#lib/credentials/platform/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import {
  type AuthorizedEvent,
  isReleaseCheckAccount,
  type UnauthorizedEvent,
} from "#lib/wechat/index.ts";
import {
  applyAuthorized,
  applyDeauthorized,
  confirmPosition,
} from "./apply.ts";
import { type Order, type Position, rankOf } from "./event-order.ts";
import { exchangeCode } from "./exchange-code.ts";
import { settleByRecord } from "./settle-by-record.ts";
import { finishLink, linkOfPreAuthCode } from "./finish-link.ts";

const { accounts } = schema;
const wechat = { kind: "wechat", name: "push" } as const;

/**
 * `authorized` and `updateauthorized`: exchanges the code unless the redirect has done so, and finishes the link. The
 * test accounts of the release check are left alone: their code must not be spent before the check asks (protocol 8.2).
 * @throws {AuthorizationError | WeChatApiError | WeChatTransportError} the event is tried again
 */
export async function applyAuthorizedEvent(
  component: Component,
  event: AuthorizedEvent,
): Promise<void> {
  const { componentAppid } = component;
  if (isReleaseCheckAccount(event.authorizerAppid)) return;
  const link =
    event.preAuthCode === undefined
      ? null
      : await linkOfPreAuthCode(hashToken(event.preAuthCode));
  const position: Position = {
    time: event.createTime,
    rank: rankOf(event.infoType),
    code: hashToken(event.authorizationCode),
  };
  let order: Order | null = null;
  const appid = await exchangeCode({
    component,
    code: event.authorizationCode,
    expectedAppid: event.authorizerAppid,
    store: async (tx, exchanged) => {
      order = await applyAuthorized(tx, {
        componentAppid,
        exchanged,
        position,
        source: "push",
        label: link?.label ?? null,
        actor: wechat,
      });
    },
  });
  order ??= await confirm(component, appid, position);
  if (order === "contested") await settleByRecord(component, appid, position);
  if (link) await finishLink(db(), link, appid);
}

/**
 * The code was exchanged before this push came, by the redirect or by the same push. Only the order remains to be
 * settled: an older `unauthorized` that came in between has ended an authorization that may be alive.
 */
async function confirm(
  component: Component,
  appid: string,
  position: Position,
): Promise<Order> {
  const order = await db().transaction((tx) =>
    confirmPosition(tx, component.componentAppid, appid, position),
  );
  if (order !== "newer") return order;
  const [account] = await db()
    .select({ status: accounts.status })
    .from(accounts)
    .where(eq(accounts.appid, appid));
  return account?.status === "deauthorized" ? "contested" : order;
}

/** `unauthorized`: only the merchant can do this (protocol 1.3). */
export async function applyUnauthorizedEvent(
  component: Component,
  event: UnauthorizedEvent,
): Promise<void> {
  if (isReleaseCheckAccount(event.authorizerAppid)) return;
  const position: Position = {
    time: event.createTime,
    rank: rankOf(event.infoType),
    code: "",
  };
  const appid = event.authorizerAppid;
  const { order } = await db().transaction((tx) =>
    applyDeauthorized(tx, {
      componentAppid: component.componentAppid,
      appid,
      position,
      source: "push",
      actor: wechat,
    }),
  );
  if (order === "contested") await settleByRecord(component, appid, position);
}
