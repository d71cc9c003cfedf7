/**
 * PostgreSQL's codes for a server that is starting, stopping, in recovery or full, for a connection that broke, and for
 * one that became a standby (class 08, 57P, 53300, 25006).
 */
const AWAY_SQLSTATES = /^(08\w{3}|57P0\d|53300|25006)$/;
const AWAY_SYSTEM = /^(ECONN|ETIMEDOUT|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|EHOST)/;
/** What the driver says in words only. */
const AWAY_WORDS =
  /connection terminated|timeout|not queryable|client was closed/i;

/**
 * Whether an error says that the database cannot be asked just now, and nothing against what it was asked: the same
 * statement may well succeed later.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    AWAY_SQLSTATES.test(code) ||
    AWAY_SYSTEM.test(code) ||
    (code === "" && AWAY_WORDS.test(error.message)) ||
    isAway(error.cause)
  );
}
