import { eq, sql } from "drizzle-orm";
import { db, leaseFor, schema } from "#lib/base/db/index.ts";
import type { Component } from "#lib/credentials/platform/index.ts";
import { WeChatApiError } from "#lib/wechat/index.ts";
import { throughBreaker } from "./breaker.ts";
import { componentClient } from "./component-token.ts";
import type { Lease } from "./leased-token.ts";
import { listedRefreshToken } from "./listed-refresh-tokens.ts";
import { openIfReadable } from "./sealed.ts";
import { TokenError } from "./token-error.ts";
import { rowOf } from "./token-row.ts";
import type { Answer } from "./write-answers.ts";

const { accountTokens } = schema;

/** 61023: the refresh token is not, or no longer, the account's; 42002: it is over (protocol 2.1, 2.5). */
const TOKEN_VOID = new Set([61023, 42002]);
/** WeChat's list of a large platform takes a while to read. */
const SEARCH_SECONDS = 120;

/**
 * Renews an account's token by the platform's right. A refresh token that WeChat no longer takes, or that cannot be read
 * any more, need not be lost: the row may hold a newer one by now, and WeChat's own list has the one that counts
 * (protocol 2.1); only when that fails, too, must the merchant authorize again.
 * @throws {TokenError | WeChatApiError | WeChatTransportError}
 */
export async function refreshByPlatform(
  component: Component,
  input: { appid: string; lease: Lease; refreshTokenSealed: string },
): Promise<Answer> {
  const { appid, lease } = input;
  const found = performance.now();
  const places = [
    () => Promise.resolve(readable(appid, input.refreshTokenSealed)),
    () => storedRefreshToken(appid, lease),
    () => listedRefreshToken(component, appid),
    // The list that others had read may be older than what replaced the token.
    () => listedRefreshToken(component, appid, found),
  ];
  const tried = new Set<string>();
  let refused: unknown = new TokenError("needs_reauthorization");
  for (const place of places) {
    const token = await place();
    if (token === null || tried.has(token)) continue;
    tried.add(token);
    try {
      return await refresh(component, appid, token);
    } catch (error) {
      if (!isVoid(error)) throw error;
      refused = error;
    }
  }
  throw refused;
}

const isVoid = (error: unknown) =>
  error instanceof WeChatApiError && TOKEN_VOID.has(error.errcode);

function refresh(
  component: Component,
  appid: string,
  refreshToken: string,
): Promise<Answer> {
  return throughBreaker(component.componentAppid, "api_authorizer_token", () =>
    componentClient(component).refreshAuthorizerToken({ appid, refreshToken }),
  );
}

/** Reads the row once more, and keeps the lease for the time of a search. */
async function storedRefreshToken(
  appid: string,
  lease: Lease,
): Promise<string | null> {
  const [row] = await db()
    .update(accountTokens)
    .set({
      leaseUntil: sql`case when ${eq(accountTokens.leaseId, lease.id)} then ${leaseFor(SEARCH_SECONDS)} else ${accountTokens.leaseUntil} end`,
    })
    .where(rowOf({ appid, kind: "component" }))
    .returning({ sealed: accountTokens.refreshTokenSealed });
  return row?.sealed ? readable(appid, row.sealed) : null;
}

const readable = (appid: string, sealed: string) =>
  openIfReadable({ appid, kind: "component" }, "refresh_token", sealed);
