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

/**
 * Within one second an authorization wins over its end: taken wrongly, the next token refresh says so (61003); the other
 * mistake would leave a living account dead.
 */
export function rankOf(
  infoType: "authorized" | "updateauthorized" | "unauthorized",
): number {
  return infoType === "unauthorized" ? 1 : 2;
}

/** Whether an event is newer than the newest that was applied; the same one again is not. */
export function isNewer(event: Position, applied: Position): boolean {
  if (event.time !== applied.time) return event.time > applied.time;
  if (event.rank !== applied.rank) return event.rank > applied.rank;
  return event.code > applied.code;
}
