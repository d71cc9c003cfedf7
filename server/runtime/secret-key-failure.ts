import { StartupError } from "./startup-error.ts";

/**
 * Says in one line which key of SECRET_KEYS does not go with what is stored; other errors go on as they are.
 * @throws {StartupError}
 */
export function keysRefused(error: unknown): never {
  // By its name: the build has a class of its own.
  if (error instanceof Error && error.name === "SecretKeyError")
    throw new StartupError(error.message);
  throw error;
}
