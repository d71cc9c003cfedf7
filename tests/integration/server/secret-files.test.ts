import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase } from "../../harness/cluster.ts";
import {
  type Program,
  SECRET_KEYS,
  spawnLingpai,
  startConsole,
} from "../../harness/console.ts";
import { signIn } from "../../harness/session.ts";

const METRICS_TOKEN = "token of the metrics";
const folder = mkdtempSync(join(tmpdir(), "lingpai-secrets-"));
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let owner: pg.Client;
let files: Record<string, string>;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  database = await createTestDatabase(inject("clusterUrl"));
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const secrets = {
    DATABASE_URL: database.url,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    SECRET_KEYS,
    ADMIN_PASSWORD: "correct horse battery",
    METRICS_TOKEN,
  };
  files = Object.fromEntries(
    Object.entries(secrets).map(([name, value]) => {
      const path = join(folder, name.toLowerCase());
      writeFileSync(path, `${value}\n`, { mode: 0o600 });
      return [`${name}_FILE`, path];
    }),
  );
});

afterAll(async () => {
  await owner.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function resultOf(program: Program) {
  const status = await program.ended;
  return { status, output: program.output() };
}

/** A database as a new server has it: the tables of the template are gone. */
const emptyDatabase = () =>
  owner.query(
    "drop schema public cascade; drop schema drizzle cascade; create schema public",
  );

test("the migrate command applies the migrations and needs no keys and no data folder", async () => {
  await emptyDatabase();
  const env = {
    NODE_ENV: "production",
    DATA_DIR: join(folder, "not-made"),
    DATABASE_URL_FILE: files["DATABASE_URL_FILE"] ?? "",
    MIGRATION_DATABASE_URL_FILE: files["MIGRATION_DATABASE_URL_FILE"] ?? "",
  };
  for (const time of ["first", "second"])
    expect(await resultOf(spawnLingpai(["migrate"], env)), time).toEqual({
      status: 0,
      output: "migrations are applied\n",
    });
  const { rows } = await owner.query(
    "select has_table_privilege('lingpai_console', 'audit_log', 'INSERT') as may_insert, has_table_privilege('lingpai_console', 'audit_log', 'UPDATE') as may_update",
  );
  expect(rows).toEqual([{ may_insert: true, may_update: false }]);
});

test("the migrate command says in one line why it cannot migrate", async () => {
  const unset = await resultOf(spawnLingpai(["migrate"], {}));
  expect(unset.status).toBe(1);
  expect(unset.output).toMatch(/^migrate needs DATABASE_URL: .*\n$/);
  const unreachable = await resultOf(
    spawnLingpai(["migrate"], {
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    }),
  );
  expect(unreachable.status).toBe(1);
  expect(unreachable.output).toMatch(
    /^DATABASE_URL: the database cannot be reached .*\n$/,
  );
});

test("a console whose secrets are files migrates, signs people in and protects its metrics", async () => {
  await emptyDatabase();
  const console = await startConsole({
    ...files,
    DATABASE_URL: "",
    SECRET_KEYS: "",
    ADMIN_PASSWORD: "",
    SANDBOX: "off",
  });
  await signIn(console.origin);
  const metrics = (token: string) =>
    fetch(`${console.origin}/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
  expect((await metrics("another token of sixteen")).status).toBe(403);
  expect((await metrics(METRICS_TOKEN)).status).toBe(200);
  const verified = await resultOf(
    spawnLingpai(["verify-audit"], {
      ...files,
      ADMIN_EMAIL: "owner@example.com",
      DATA_DIR: join(folder, "data"),
    }),
  );
  expect(verified.status, verified.output).toBe(0);
  expect(await console.stop()).toBe(0);
});
