import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { StartupError } from "./startup-error.ts";

const MIGRATION_LOCK = 7_201_964;
const LOCK_WAIT_MS = 60_000;

/**
 * Brings the database to the newest schema. However many instances start at once, one applies each migration and the
 * others wait for it (advisory lock).
 * @throws {StartupError} PostgreSQL older than 15, or the lock not had within 60 s
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
      throw new StartupError(
        `DATABASE_URL: PostgreSQL 15 or newer is needed; this server is ${Math.floor(number / 10_000)}`,
      );
    await lock(client);
    await applyMigrations(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL("../drizzle", import.meta.url)),
    });
  } finally {
    await client.end();
  }
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
      throw new StartupError(
        "DATABASE_URL: another instance has been migrating the database for over a minute",
      );
    await pause(100);
  }
}
