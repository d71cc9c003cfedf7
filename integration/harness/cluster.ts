import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "#server/postgres/embedded.ts";
import { migrate } from "#server/migrate.ts";
import { STATEMENT_SETTINGS } from "./statements.ts";

/** A PostgreSQL for one run of tests; what it holds is thrown away, so it need not wait for the disk. */
export async function startCluster(): Promise<{
  url: string;
  stop: () => Promise<void>;
}> {
  const dataDir = mkdtempSync(join(tmpdir(), "lingpai-tests-"));
  // PostgreSQL runs under a user of its own when this is root.
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir,
    say: () => undefined,
    settings: [
      "fsync=off",
      "synchronous_commit=off",
      "full_page_writes=off",
      ...STATEMENT_SETTINGS,
    ],
  });
  await migrate(postgres.url);
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

let made = 0;

/** A migrated database of its own, copied from the cluster's first one. */
export async function createTestDatabase(
  clusterUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await onPostgres(clusterUrl, `create database ${name} template lingpai`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: () =>
      onPostgres(clusterUrl, `drop database if exists ${name} with (force)`),
  };
}

async function onPostgres(
  clusterUrl: string,
  statement: string,
): Promise<void> {
  const url = new URL(clusterUrl);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
