import { StartupError } from "./startup-error.ts";

/**
 * Rethrows a SecretKeyError as the one-line StartupError that is printed; other errors unchanged.
 * @throws {StartupError}
 */
export function rethrowSecretKeyError(error: unknown): never {
  // By name, since Next.js's bundle has a copy of the class.
  if (error instanceof Error && error.name === "SecretKeyError")
    throw new StartupError(error.message);
  throw error;
}
