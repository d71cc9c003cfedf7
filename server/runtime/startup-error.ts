/** The console cannot start; the message is one readable line that says what to fix. */
export class StartupError extends Error {
  override name = "StartupError";
}
