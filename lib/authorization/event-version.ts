/**
 * The version of an account's authorization after an event. Pushes arrive late, repeated and in any order (protocol 1.2,
 * 1.3), so the newest by WeChat's clock wins, not the last to arrive.
 */
export interface EventVersion {
  /** WeChat's CreateTime, epoch seconds. */
  time: number;
  /** Tie-breaker within one second, see `rankOf`. */
  rank: number;
  /** Hash of the authorization code, the tie-breaker between two authorizations of one second. */
  code: string;
}

export const NO_EVENT: EventVersion = { time: 0, rank: 0, code: "" };

/** Orders the events of one second deterministically; it does not tell which happened first. */
export function rankOf(
  infoType: "authorized" | "updateauthorized" | "unauthorized",
): number {
  return infoType === "unauthorized" ? 1 : 2;
}

/**
 * An event compared with the newest applied one. `contested`: a different event of the same second was applied, and the
 * timestamps do not tell which was last, so WeChat must be asked for the account's record.
 */
export type EventOrder = "newer" | "older" | "same" | "contested";

export function orderOf(
  event: EventVersion,
  applied: EventVersion,
): EventOrder {
  if (event.time !== applied.time)
    return event.time > applied.time ? "newer" : "older";
  const same = event.rank === applied.rank && event.code === applied.code;
  return same ? "same" : "contested";
}

/** The later of two versions; within one second the order is arbitrary but deterministic. */
export function laterVersion(a: EventVersion, b: EventVersion): EventVersion {
  if (a.time !== b.time) return a.time > b.time ? a : b;
  if (a.rank !== b.rank) return a.rank > b.rank ? a : b;
  return a.code > b.code ? a : b;
}
