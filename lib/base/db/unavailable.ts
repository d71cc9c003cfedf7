/**
 * PostgreSQL's codes for a server that is starting, stopping, in recovery or out of connections, for a broken connection,
 * and for a server that became a standby (class 08, 57P, 53300, 25006).
 */
const UNAVAILABLE_SQLSTATES = /^(08\w{3}|57P0\d|53300|25006)$/;
const UNAVAILABLE_SYSTEM =
  /^(ECONN|ETIMEDOUT|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|EHOST)/;
/** Messages of driver errors without a code. */
const UNAVAILABLE_WORDS =
  /connection terminated|timeout|not queryable|client was closed/i;

/** Whether an error means that the database is unavailable, so that the same statement may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    UNAVAILABLE_SQLSTATES.test(code) ||
    UNAVAILABLE_SYSTEM.test(code) ||
    (code === "" && UNAVAILABLE_WORDS.test(error.message)) ||
    isUnavailable(error.cause)
  );
}
