import type { StartupError } from "#server/runtime/startup-error.ts";

/** A command of `npm run lingpai`, for the person on call. */
export interface Command {
  /** Its line in the list of commands. */
  summary: string;
  /** Runs, too, when the console's database cannot be had. */
  withoutDatabase?: true;
  /** Connects by itself: no data folder, keys or migrated database are needed. */
  connectsItself?: true;
  /**
   * Its file, loaded only when it is run: what it imports reads the environment, which is complete by then. `run` gets
   * the words behind the command's name and gives the exit status; the console's database is there, or why it is not.
   */
  load: () => Promise<{
    run: (args: string[], noDatabase?: StartupError) => Promise<number>;
  }>;
}

/** Thrown by a command that is called in a way that it does not know; the message says what it takes. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** All commands by name; each lives in a file of its own beside this one. */
export const commands: Readonly<Record<string, Command>> = {
  doctor: {
    summary:
      "looks at clocks, database, keys, WeChat and callbacks, and says what is wrong and what mends it (--json)",
    withoutDatabase: true,
    load: () => import("./doctor.ts"),
  },
  migrate: {
    summary:
      "applies the migrations to the database of DATABASE_URL and starts nothing, as before a rollout",
    connectsItself: true,
    load: () => import("./migrate.ts"),
  },
  "recover-tokens": {
    summary:
      "takes the refresh tokens of all accounts over from WeChat's list, as after a restored backup",
    load: () => import("./recover-tokens.ts"),
  },
  "reset-second-factor": {
    summary:
      "takes the second factors of somebody away who has lost them (an e-mail)",
    load: () => import("./reset-second-factor.ts"),
  },
  "rotate-keys": {
    summary:
      "seals all that is stored anew with the first key of SECRET_KEYS, while the console goes on working",
    load: () => import("./rotate-keys.ts"),
  },
  "verify-audit": {
    summary:
      "finds rows of the audit log that were changed, removed or inserted (--head <number>:<hash> of an earlier run)",
    load: () => import("./verify-audit.ts"),
  },
};
