/** A command was called in a way that it does not support; the message says what it takes. */
export class UsageError extends Error {
  override name = "UsageError";
}
