/**
 * Where an authorization event stands among all of one account's. WeChat's pushes come in any order, late and more than
 * once (protocol 1.2, 1.3), so the newest by WeChat's own clock decides, not the one that comes last.
 */
export interface Position {
  /** WeChat's CreateTime, epoch seconds. */
  time: number;
  /** Among events of one second: see `rankOf`. */
  rank: number;
  /** The authorization code, which orders two authorizations of one second in the same way everywhere. */
  code: string;
}

export const START: Position = { time: 0, rank: 0, code: "" };

/** Among events of one second; it orders them in the same way everywhere and says nothing of which came first. */
export function rankOf(
  infoType: "authorized" | "updateauthorized" | "unauthorized",
): number {
  return infoType === "unauthorized" ? 1 : 2;
}

/**
 * How an event stands to the newest that was applied. `contested`: another event of the same second was applied, and
 * WeChat's clock does not say which of them was the last; WeChat itself must be asked how things are.
 */
export type Order = "newer" | "older" | "same" | "contested";

export function orderOf(event: Position, applied: Position): Order {
  if (event.time !== applied.time)
    return event.time > applied.time ? "newer" : "older";
  const same = event.rank === applied.rank && event.code === applied.code;
  return same ? "same" : "contested";
}

/** The later of two positions, where the order within a second is arbitrary but everywhere the same. */
export function laterOf(a: Position, b: Position): Position {
  if (a.time !== b.time) return a.time > b.time ? a : b;
  if (a.rank !== b.rank) return a.rank > b.rank ? a : b;
  return a.code > b.code ? a : b;
}
