import { StartupError } from "#server/runtime/startup-error.ts";

/**
 * Rethrows a failed connection as the one-line StartupError that is printed; other errors unchanged.
 * @throws {StartupError}
 */
export function rethrowConnectionError(
  error: unknown,
  variable: "DATABASE_URL" | "MIGRATION_DATABASE_URL" = "DATABASE_URL",
): never {
  if (error instanceof StartupError) throw error;
  if (
    error instanceof Error &&
    "code" in error &&
    /^(E[A-Z]+|28\w{3}|3D000)$/.test(String(error.code))
  )
    throw new StartupError(
      `${variable}: the database cannot be reached (${String(error.code)})`,
    );
  if (error instanceof Error && /timeout|terminated/i.test(error.message))
    throw new StartupError(
      `${variable}: the database cannot be reached (timeout)`,
    );
  throw error;
}
