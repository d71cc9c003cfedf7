import { and, type AnyColumn, isNull, lt, not, or, sql } from "drizzle-orm";
import {
  WeChatApiError,
  WeChatTransportError,
  wechatErrorKey,
} from "#lib/wechat/index.ts";
import { ProblemError } from "#lib/base/errors/index.ts";
import { refusalOf } from "./token-error.ts";

/** Longer than one renewal takes: two calls upstream with their time limits. */
export const LEASE_SECONDS = 15;

/** What a failed renewal means to the caller. */
export function asTokenError(error: unknown): unknown {
  if (error instanceof WeChatApiError || error instanceof WeChatTransportError)
    return refusalOf(wechatErrorKey(error), error);
  return error;
}

/**
 * How a token stands by the database's clock. Fresh: WeChat's advice is to renew about ten minutes before the end
 * (protocol 2.1), or in the last tenth of a shorter life. Valid: not so close to its end that it may be over before the
 * call that carries it arrives.
 */
export function clockOf(refreshedAt: AnyColumn, expiresAt: AnyColumn) {
  const left = sql`(${expiresAt} - clock_timestamp())`;
  const life = sql`(${expiresAt} - ${refreshedAt})`;
  return {
    fresh: sql<boolean>`coalesce(${left} > least(interval '10 minutes', ${life} / 10), false)`,
    valid: sql<boolean>`coalesce(${left} > least(interval '20 seconds', ${life} / 20), false)`,
  };
}

/** Under which key a failed renewal is kept: WeChat's code, or one of ours. */
export function errorKeyOf(error: unknown): string {
  if (error instanceof WeChatApiError || error instanceof WeChatTransportError)
    return wechatErrorKey(error);
  return error instanceof ProblemError ? String(error.code) : "unknown";
}

/** Whether a pause after a failure is not over. */
export function isPaused(retryAt: AnyColumn) {
  return sql<boolean>`coalesce(${retryAt} > clock_timestamp(), false)`;
}

/** A moment so many seconds from now, by the database's clock. */
export function fromNow(seconds: number) {
  return sql`clock_timestamp() + make_interval(secs => ${seconds})`;
}

/**
 * Nobody holds the lease, or whoever does has outlived it; and no failure keeps everybody away, for one may have been
 * noted since the row was read.
 */
export function mayAsk(leaseUntil: AnyColumn, retryAt: AnyColumn) {
  return and(
    or(isNull(leaseUntil), lt(leaseUntil, sql`clock_timestamp()`)),
    not(isPaused(retryAt)),
  );
}
