import type { z } from "zod";
import { environmentSchema } from "./env-schema.ts";
import { fileVariable, readSecretFiles } from "./secret-files.ts";

/** The console's configuration, checked and typed. */
export type Env = z.output<typeof environmentSchema>;

/** A variable is wrong or missing. `lines` holds one readable line for each, naming the variable and never its value. */
export class EnvError extends Error {
  readonly lines: string[];
  constructor(lines: string[]) {
    super(lines.join("\n"));
    this.name = "EnvError";
    this.lines = lines;
  }
}

/**
 * Reads the configuration from environment variables and from the files of `NAME_FILE` variables; an empty variable
 * counts as unset.
 * @throws {EnvError} with one line for each variable that is wrong or missing.
 */
export function loadEnv(
  source: Record<string, string | undefined> = process.env,
): Env {
  const { values, problems } = readSecretFiles(source);
  if (problems.length > 0) throw new EnvError(problems);
  const given = Object.fromEntries(
    Object.entries({ ...source, ...values }).filter(
      ([, value]) => value !== undefined && value !== "",
    ),
  );
  const result = environmentSchema.safeParse(given);
  if (result.success) return result.data;
  throw new EnvError(
    result.error.issues.map(
      (issue) =>
        `${String(issue.path[0] ?? "environment")} ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`,
    ),
  );
}

/**
 * Loads secrets from files into `process.env`, for later readers in this bundle and in that of Next.js.
 * @throws {EnvError}
 */
export function loadSecretFiles(): void {
  const { values, problems } = readSecretFiles(process.env);
  if (problems.length > 0) throw new EnvError(problems);
  for (const [name, value] of Object.entries(values)) {
    process.env[name] = value;
    // Empty and not deleted: Next.js fills in what is undefined from a .env file, and both would be set.
    process.env[fileVariable(name)] = "";
  }
}

let loaded: Env | undefined;

/**
 * The configuration of this process, read once. The server completes `process.env` (secrets from files,
 * database, generated keys) before anything else reads it.
 * @throws {EnvError}
 */
export function env(): Env {
  loaded ??= loadEnv();
  return loaded;
}
