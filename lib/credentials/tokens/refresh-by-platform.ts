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

/** 61023: the refresh token is not, or no longer, the account's; 42002: it has expired (protocol 2.1, 2.5). */
const TOKEN_VOID = new Set([61023, 42002]);
/** Reading WeChat's list of a large platform takes many calls. */
const SEARCH_SECONDS = 120;

/**
 * Renews an account's token under the platform's authorization. When the refresh token is refused or cannot be decrypted,
 * it tries the one now stored in the row, then the one in WeChat's account list (protocol 2.1). Only if all of them fail
 * must the merchant authorize again.
 * @throws {TokenError | WeChatApiError | WeChatTransportError}
 */
export async function refreshByPlatform(
  component: Component,
  input: { appid: string; lease: Lease; refreshTokenSealed: string },
): Promise<Answer> {
  const { appid, lease } = input;
  const startedAt = performance.now();
  const sources = [
    () => Promise.resolve(readable(appid, input.refreshTokenSealed)),
    () => storedRefreshToken(appid, lease),
    () => listedRefreshToken(component, appid),
    // A cached list may be older than the refresh token that replaced ours.
    () => listedRefreshToken(component, appid, startedAt),
  ];
  const tried = new Set<string>();
  let refused: unknown = new TokenError("needs_reauthorization");
  for (const readToken of sources) {
    const token = await readToken();
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

/** Reads the row again, and extends the lease so that it covers the reading of WeChat's list. */
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
