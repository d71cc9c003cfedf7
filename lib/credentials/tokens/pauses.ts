import { fromNow } from "#lib/base/db/index.ts";
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";

/** Three seconds, then twice as long each time: five calls in the first minute of an outage, and no more. */
const FIRST_PAUSE_SECONDS = 3;
const LONGEST_PAUSE_SECONDS = 300;
/** What WeChat refuses, and does not merely fail at, somebody may have mended a moment ago. */
const LONGEST_AFTER_REFUSAL_SECONDS = 30;
/** Nothing but a new authorization helps; asked again now and then, should WeChat have been mistaken. */
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

/** The keys that mean: this account must be authorized again. */
export const reauthorizeKeys: readonly string[] = [...REAUTHORIZE_KEYS];

/**
 * The time before which nobody asks upstream again, by the database's clock.
 * @param failures in a row, this one included
 */
export function retryAt(errorKey: string, failures: number): SQL {
  if (errorKey === QUOTA_SPENT)
    return sql`(date_trunc('day', clock_timestamp() at time zone 'Asia/Shanghai') + interval '1 day') at time zone 'Asia/Shanghai'`;
  return fromNow({ seconds: pauseSeconds(errorKey, failures) });
}

/** Seconds until the next attempt after so many failures. */
export function pauseSeconds(errorKey: string, failures: number): number {
  if (errorKey === "ticket_missing") return 0;
  if (REAUTHORIZE_KEYS.has(errorKey)) return REAUTHORIZE_PAUSE_SECONDS;
  const longest = /^\d+$/.test(errorKey)
    ? LONGEST_AFTER_REFUSAL_SECONDS
    : LONGEST_PAUSE_SECONDS;
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (failures - 1), longest);
}

/**
 * Where in the time before its end an account's token is renewed: by the account, so that those that were authorized
 * together are not renewed together for ever. A token of two hours between ten and thirty minutes before its end.
 * @returns seconds before the end
 */
export function renewLead(appid: string, lifeSeconds: number): number {
  return lifeSeconds * (1 / 12 + shareOf(appid) / 6);
}

/** A number between 0 and 1 that is always the same for an account, and evenly spread over all. */
export function shareOf(appid: string): number {
  return createHash("sha256").update(appid).digest().readUInt32BE(0) / 2 ** 32;
}
