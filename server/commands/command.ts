import type { StartupError } from "#server/runtime/startup-error.ts";

/** A command of `npm run lingpai`, for the operator on call. */
export interface Command {
  /** Its line in the list of commands. */
  summary: string;
  /** Set for a command that also runs when the console's database is unavailable. */
  withoutDatabase?: true;
  /** Set for a command that connects itself: it needs no data folder, no keys and no migrated database. */
  connectsItself?: true;
  /**
   * Loads the command's file only when it runs, since its imports read the environment, which is complete by then.
   * `run` takes the arguments after the command's name and, for a command that runs without a database, why there is
   * none; it returns the exit status.
   */
  load: () => Promise<{
    run: (args: string[], databaseError?: StartupError) => Promise<number>;
  }>;
}
