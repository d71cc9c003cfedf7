import { and, type AnyColumn, not, sql } from "drizzle-orm";
import { leaseIsFree } from "#lib/base/db/index.ts";
import { WeChatError } from "#lib/wechat/index.ts";
import { ProblemError } from "#lib/base/errors/index.ts";
import { refusalOf } from "./token-error.ts";

/** Longer than a renewal takes: two calls to WeChat with their timeouts. */
export const LEASE_SECONDS = 15;

/** The error of a failed renewal as its caller gets it. */
export function asTokenError(error: unknown): unknown {
  return error instanceof WeChatError ? refusalOf(error.key, error) : error;
}

/**
 * Whether a token is fresh and whether it is valid, by the database's clock. Fresh: not yet due for renewal, which WeChat
 * advises about ten minutes before the expiry (protocol 2.1); for a shorter validity, in its last tenth. Valid: far enough
 * from its expiry to reach WeChat in time.
 */
export function clockOf(refreshedAt: AnyColumn, expiresAt: AnyColumn) {
  const left = sql`(${expiresAt} - clock_timestamp())`;
  const life = sql`(${expiresAt} - ${refreshedAt})`;
  return {
    fresh: sql<boolean>`coalesce(${left} > least(interval '10 minutes', ${life} / 10), false)`,
    valid: sql<boolean>`coalesce(${left} > least(interval '20 seconds', ${life} / 20), false)`,
  };
}

/** The key under which a failed renewal is stored and counted: WeChat's, or the code of one of our errors. */
export function renewalErrorKey(error: unknown): string {
  if (error instanceof WeChatError) return error.key;
  return error instanceof ProblemError ? String(error.code) : "unknown";
}

/** Whether a pause after a failure is still running. */
export function isPaused(retryAt: AnyColumn) {
  return sql<boolean>`coalesce(${retryAt} > clock_timestamp(), false)`;
}

/**
 * Whether a process may call upstream: no process has the lease, and no pause after a failure is running. Both are tested
 * when the lease is taken, since either may have changed after the row was read.
 */
export function mayRenew(leaseUntil: AnyColumn, retryAt: AnyColumn) {
  return and(leaseIsFree(leaseUntil), not(isPaused(retryAt)));
}
