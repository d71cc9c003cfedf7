/** The console cannot start; the message is one readable line that says what to mend. */
export class StartupError extends Error {
  override name = "StartupError";
}
