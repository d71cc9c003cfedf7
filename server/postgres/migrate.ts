import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { applicationRole, grantRights, hasItsRights } from "./roles.ts";
import { StartupError } from "#server/runtime/startup-error.ts";
import { unreachable } from "./connection-failure.ts";

const MIGRATION_LOCK = 7_201_964;
const LOCK_WAIT_MS = 60_000;
const folder = join(import.meta.dirname, "..", "..", "drizzle");

/**
 * Brings the database to the newest schema, and gives the application's role its rights where the migrations have a role
 * of their own. However many instances start at once, one applies each migration and the others wait for it (advisory
 * lock).
 * @param input.migrationUrl of the role that owns the tables; without it the application's own
 * @throws {StartupError} PostgreSQL older than 15, the lock not had within 60 s, or roles that do not go together
 */
export async function migrate(input: {
  url: string;
  migrationUrl?: string | undefined;
}): Promise<void> {
  const { url, migrationUrl } = input;
  const role =
    migrationUrl === undefined ? null : applicationRole(url, migrationUrl);
  const client = new pg.Client({
    connectionString: migrationUrl ?? url,
    connectionTimeoutMillis: 5_000,
    application_name: "lingpai migrations",
  });
  await client
    .connect()
    .catch((error: unknown) =>
      unreachable(
        error,
        migrationUrl === undefined ? "DATABASE_URL" : "MIGRATION_DATABASE_URL",
      ),
    );
  try {
    const version = await client.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    const number = Number(version.rows[0]?.version);
    if (number < 150_000)
      throw new StartupError(
        `DATABASE_URL: PostgreSQL 15 or newer is needed; this server is ${Math.floor(number / 10_000)}`,
      );
    const done = async () =>
      (await isUpToDate(client)) &&
      (role === null || (await hasItsRights(client, role)));
    if (await done()) return;
    await lock(client);
    await apply(client).catch(schemaIsClosed);
    if (role !== null && !(await hasItsRights(client, role)))
      await grantRights(client, role);
  } finally {
    await client.end();
  }
}

/**
 * Sees that the console has brought the database to the schema of this version; what is run beside it migrates nothing.
 * @throws {StartupError}
 */
export async function assertMigrated(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    application_name: "lingpai",
  });
  await client.connect();
  try {
    if (!(await isUpToDate(client)))
      throw new StartupError(
        "the database is older than this version of Lingpai: start the console of this version first",
      );
  } finally {
    await client.end();
  }
}

const journal = z.object({ entries: z.array(z.object({ when: z.number() })) });

/** By drizzle's own rule: nothing in the journal is newer than what was applied last. */
async function isUpToDate(client: pg.Client): Promise<boolean> {
  const known = await client.query<{ known: boolean }>(
    "SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS known",
  );
  if (!known.rows[0]?.known) return false;
  const applied = await client.query<{ newest: string | null }>(
    "SELECT max(created_at) AS newest FROM drizzle.__drizzle_migrations",
  );
  const text = readFileSync(join(folder, "meta", "_journal.json"), "utf8");
  const newest = Number(applied.rows[0]?.newest ?? -1);
  return journal
    .parse(JSON.parse(text))
    .entries.every(({ when }) => when <= newest);
}

/** Most starts find nothing to apply, and need not wait for drizzle to be loaded. */
async function apply(client: pg.Client): Promise<void> {
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const { migrate: applyMigrations } =
    await import("drizzle-orm/node-postgres/migrator");
  await applyMigrations(drizzle(client), { migrationsFolder: folder });
}

/** @throws {StartupError} when the role may not change the schema; other errors go on as they are */
function schemaIsClosed(error: unknown): never {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && cause.code === "42501")
      throw new StartupError(
        "DATABASE_URL: its role may not change the tables, and this version needs that: set MIGRATION_DATABASE_URL to the owner's address",
      );
  throw error;
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
