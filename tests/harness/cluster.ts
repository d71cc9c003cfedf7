import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "#server/postgres/embedded.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { STATEMENT_SETTINGS } from "./statements.ts";

/** Consoles of tests work under the role that owns nothing, as after `npm start`. */
const CONSOLE = { role: "lingpai_console", password: "console" };

/** A PostgreSQL for one run of tests; what it holds is thrown away, so it need not wait for the disk. */
export async function startCluster(): Promise<{
  /** Of the role that owns all. */
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
  await migrate({ url: postgres.url, migrationUrl: postgres.ownerUrl });
  await nameConsoleRole(postgres.ownerUrl);
  return {
    url: postgres.ownerUrl,
    async stop() {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

let made = 0;

/** Lets tests know the password of the role under which consoles work. */
export const nameConsoleRole = (clusterUrl: string) =>
  onPostgres(
    clusterUrl,
    `alter role ${CONSOLE.role} password '${CONSOLE.password}'`,
  );

interface TestDatabase {
  /** For consoles: of the role that owns nothing. */
  url: string;
  /** Of the role that owns all, to look and to arrange. */
  ownerUrl: string;
  drop: () => Promise<void>;
}

/** A migrated database of its own, copied from the cluster's first one. */
export async function createTestDatabase(
  clusterUrl: string,
): Promise<TestDatabase> {
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await onPostgres(clusterUrl, `create database ${name} template lingpai`);
  const ownerUrl = new URL(clusterUrl);
  ownerUrl.pathname = `/${name}`;
  const url = new URL(ownerUrl);
  url.username = CONSOLE.role;
  url.password = CONSOLE.password;
  return {
    url: url.toString(),
    ownerUrl: ownerUrl.toString(),
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
