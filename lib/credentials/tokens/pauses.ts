import { fromNow } from "#lib/base/db/index.ts";
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";

/** The pause doubles from three seconds: at most five calls in the first minute of an outage. */
const FIRST_PAUSE_SECONDS = 3;
const LONGEST_PAUSE_SECONDS = 300;
/** The cause of a refusal (an error code) may be fixed at any time, so it is retried sooner than an outage. */
const LONGEST_AFTER_REFUSAL_SECONDS = 30;
/** Only a new authorization helps; an occasional retry covers a mistake on WeChat's side. */
const REAUTHORIZE_PAUSE_SECONDS = 6 * 3600;

/** 45009: the day's calls are used up (protocol 5); the counters restart at midnight in Beijing. */
const QUOTA_SPENT = "45009";
/** 61003: no longer authorized; 61023, 42002: the refresh token is void (protocol 2.5). */
const REAUTHORIZE_KEYS = new Set([
  "61003",
  "61023",
  "42002",
  "needs_reauthorization",
]);

/** Error keys after which the account must be authorized again. */
export const reauthorizeKeys: readonly string[] = [...REAUTHORIZE_KEYS];

/**
 * The time of the next attempt upstream, by the database's clock.
 * @param failures consecutive failures, this one included
 */
export function retryAt(errorKey: string, failures: number): SQL {
  if (errorKey === QUOTA_SPENT)
    return sql`(date_trunc('day', clock_timestamp() at time zone 'Asia/Shanghai') + interval '1 day') at time zone 'Asia/Shanghai'`;
  return fromNow({ seconds: pauseSeconds(errorKey, failures) });
}

/** Seconds until the next attempt after `failures` consecutive failures. */
export function pauseSeconds(errorKey: string, failures: number): number {
  if (errorKey === "ticket_missing") return 0;
  if (REAUTHORIZE_KEYS.has(errorKey)) return REAUTHORIZE_PAUSE_SECONDS;
  const longest = /^\d+$/.test(errorKey)
    ? LONGEST_AFTER_REFUSAL_SECONDS
    : LONGEST_PAUSE_SECONDS;
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (failures - 1), longest);
}

/**
 * How long before its expiry an account's token is renewed: for two hours of validity, ten to thirty minutes. It depends
 * on the AppID, so that accounts authorized at the same time are not renewed at the same time for ever.
 * @returns seconds before the expiry
 */
export function renewLead(appid: string, lifeSeconds: number): number {
  return lifeSeconds * (1 / 12 + shareOf(appid) / 6);
}

/** A stable number from 0 to 1 for an account, evenly distributed over all accounts. */
export function shareOf(appid: string): number {
  return createHash("sha256").update(appid).digest().readUInt32BE(0) / 2 ** 32;
}
