import type { Command } from "./command.ts";

/** All commands by name, each in the file of its name. */
export const commands: Readonly<Record<string, Command>> = {
  doctor: {
    summary:
      "checks clocks, database, keys, WeChat and callbacks, and says what is wrong and how to fix it (--json)",
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
      "recovers the refresh tokens of all accounts from WeChat's list, for example after a restored backup",
    load: () => import("./recover-tokens.ts"),
  },
  "reset-second-factor": {
    summary:
      "removes the second factors of a member who has lost them (takes the e-mail address)",
    load: () => import("./reset-second-factor.ts"),
  },
  "rotate-keys": {
    summary:
      "re-encrypts all stored secrets with the first key of SECRET_KEYS, while the console keeps running",
    load: () => import("./rotate-keys.ts"),
  },
  "verify-audit": {
    summary:
      "finds changed, removed and inserted rows of the audit log (--head <number>:<hash> of an earlier run)",
    load: () => import("./verify-audit.ts"),
  },
};
