import { eq } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import type { Component } from "#lib/credentials/platform/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import {
  type AuthorizedEvent,
  isReleaseCheckAccount,
  type UnauthorizedEvent,
} from "#lib/wechat/index.ts";
import { applyAuthorized, applyDeauthorized, confirmVersion } from "./apply.ts";
import { type EventOrder, type EventVersion, rankOf } from "./event-version.ts";
import { exchangeCode } from "./exchange-code.ts";
import { settleByRecord } from "./settle-by-record.ts";
import { finishLink, linkOfPreAuthCode } from "./finish-link.ts";

const { accounts } = schema;
const wechat = { kind: "wechat", name: "push" } as const;

/**
 * `authorized` and `updateauthorized`: exchanges the code unless the redirect has done so, and finishes the link. The
 * test accounts of the release check are skipped: their code must not be used before the check asks for it (protocol 8.2).
 * @throws {AuthorizationError | WeChatApiError | WeChatTransportError} the event is retried
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
  const version: EventVersion = {
    time: event.createTime,
    rank: rankOf(event.infoType),
    code: hashToken(event.authorizationCode),
  };
  let order: EventOrder | null = null;
  const appid = await exchangeCode({
    component,
    code: event.authorizationCode,
    expectedAppid: event.authorizerAppid,
    store: async (tx, exchanged) => {
      order = await applyAuthorized(tx, {
        componentAppid,
        exchanged,
        version,
        source: "push",
        label: link?.label ?? null,
        actor: wechat,
      });
    },
  });
  order ??= await confirm(component, appid, version);
  if (order === "contested") await settleByRecord(component, appid, version);
  if (link) await finishLink(db(), link, appid);
}

/**
 * Records the version of a push whose code was exchanged before, by the redirect or by a copy of the push. An older
 * `unauthorized` that arrived in between may have ended a valid authorization; that is `contested`.
 */
async function confirm(
  component: Component,
  appid: string,
  version: EventVersion,
): Promise<EventOrder> {
  const order = await db().transaction((tx) =>
    confirmVersion(tx, component.componentAppid, appid, version),
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
  const version: EventVersion = {
    time: event.createTime,
    rank: rankOf(event.infoType),
    code: "",
  };
  const appid = event.authorizerAppid;
  const { order } = await db().transaction((tx) =>
    applyDeauthorized(tx, {
      componentAppid: component.componentAppid,
      appid,
      version,
      source: "push",
      actor: wechat,
    }),
  );
  if (order === "contested") await settleByRecord(component, appid, version);
}
