import { rethrowConnectionError } from "#server/postgres/rethrow-connection-error.ts";
import { assertMigrated, migrate } from "#server/postgres/migrate.ts";
import { readEnvironment } from "#server/runtime/environment.ts";
import { StartupError } from "#server/runtime/startup-error.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Applies the migrations as a start of the console would. Consoles that start afterwards need no MIGRATION_DATABASE_URL.
 * @returns 0 when the database has the schema of this version
 * @throws {StartupError}
 */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0) throw new UsageError("migrate takes no arguments");
  const { DATABASE_URL: url, MIGRATION_DATABASE_URL: migrationUrl } =
    readEnvironment();
  if (url === undefined)
    throw new StartupError(
      "migrate needs DATABASE_URL: the embedded database is migrated when the console starts",
    );
  await migrate({ url, migrationUrl }).catch(rethrowConnectionError);
  await assertMigrated(url).catch(rethrowConnectionError);
  process.stdout.write("migrations are applied\n");
  return 0;
}
