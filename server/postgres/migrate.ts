import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { applicationRole, grantRights, hasExactRights } from "./roles.ts";
import { StartupError } from "#server/runtime/startup-error.ts";
import { rethrowConnectionError } from "./rethrow-connection-error.ts";

const MIGRATION_LOCK = 7_201_964;
const LOCK_TIMEOUT_MS = 60_000;
const folder = join(import.meta.dirname, "..", "..", "drizzle");

/**
 * Applies the migrations and, where they run as another role, grants the application's role its rights. When several
 * instances start at the same time, one migrates and the others wait for its advisory lock.
 * @param input.migrationUrl of the role that owns the tables; default: `url`
 * @throws {StartupError} PostgreSQL older than 15, no lock within 60 s, or roles that do not match
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
      rethrowConnectionError(
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
      (role === null || (await hasExactRights(client, role)));
    if (await done()) return;
    await lock(client);
    await apply(client).catch(rethrowForbiddenChange);
    if (role !== null && !(await hasExactRights(client, role)))
      await grantRights(client, role);
  } finally {
    await client.end();
  }
}

/**
 * Asserts that all migrations are applied. Commands migrate nothing themselves.
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

/** Drizzle's rule: no migration in the journal is newer than the last applied one. */
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

/** Drizzle is loaded here only, since most starts have nothing to apply. */
async function apply(client: pg.Client): Promise<void> {
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const { migrate: applyMigrations } =
    await import("drizzle-orm/node-postgres/migrator");
  await applyMigrations(drizzle(client), { migrationsFolder: folder });
}

/** @throws {StartupError} when the role may not change the schema; other errors unchanged */
function rethrowForbiddenChange(error: unknown): never {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && cause.code === "42501")
      throw new StartupError(
        "DATABASE_URL: its role may not change the tables, and this version needs that: set MIGRATION_DATABASE_URL to the owner's address",
      );
  throw error;
}

async function lock(client: pg.Client): Promise<void> {
  const deadline = performance.now() + LOCK_TIMEOUT_MS;
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
