import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "#server/postgres/migrate.ts";
import { startEmbeddedPostgres } from "#server/postgres/embedded.ts";
import { defer } from "./cleanup.ts";

/** A temporary folder, removed when the benchmark ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "lingpai-bench-"));
  // PostgreSQL runs under a user of its own when this is root.
  chmodSync(folder, 0o755);
  defer(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Starts a PostgreSQL for the benchmark, as durable as the one of `npm start`, with a migrated database.
 * @param settings further settings of the server
 * @returns the address of the database
 */
export async function startPostgres(
  settings: readonly string[] = [],
): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    dataDir: temporaryFolder(),
    say: () => undefined,
    settings,
  });
  defer(() => postgres.stop());
  await migrate({ url: postgres.ownerUrl });
  return postgres.ownerUrl;
}

/** Another migrated database on the same server. */
export async function anotherDatabase(
  url: string,
  name: string,
): Promise<string> {
  await (await connect(url)).query(`create database ${name}`);
  const other = new URL(url);
  other.pathname = `/${name}`;
  await migrate({ url: other.href });
  return other.href;
}

/** A connection beside the console, without time limits, to arrange and to look. */
export async function connect(url: string): Promise<pg.Client> {
  const sql = new pg.Client({ connectionString: url });
  sql.on("error", () => undefined);
  await sql.connect();
  defer(() => sql.end());
  return sql;
}
