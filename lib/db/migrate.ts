import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const MIGRATION_LOCK = 7_201_964;
const LOCK_WAIT_MS = 60_000;

/** The database cannot be used; the message is one readable line. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Brings the database to the newest schema. However many instances start at once, one applies each migration and the
 * others wait for it (advisory lock).
 * @throws {MigrationError} PostgreSQL older than 15, or the lock not had within 60 s
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: "lingpai migrations",
  });
  await client.connect();
  try {
    const version = await client.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    const number = Number(version.rows[0]?.version);
    if (number < 150_000)
      throw new MigrationError(
        `PostgreSQL 15 or newer is needed; this server is ${Math.floor(number / 10_000)}`,
      );
    await lock(client);
    await applyMigrations(drizzle(client), {
      migrationsFolder: migrationsFolder(),
    });
  } finally {
    await client.end();
  }
}

/** Told at run time: a bundler that met the address in one piece would take the folder for a module. */
function migrationsFolder(): string {
  const here = import.meta.url;
  return fileURLToPath(new URL("../../drizzle", here));
}

async function lock(client: pg.Client): Promise<void> {
  const deadline = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    const answer = await client.query<{ got: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS got",
      [MIGRATION_LOCK],
    );
    if (answer.rows[0]?.got) return;
    if (performance.now() > deadline)
      throw new MigrationError(
        "another instance has been migrating the database for over a minute",
      );
    await pause(100);
  }
}
