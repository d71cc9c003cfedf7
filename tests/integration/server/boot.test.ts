import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  chmodSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase } from "../../harness/cluster.ts";
import { freePort, spawnConsole, startConsole } from "../../harness/console.ts";
import { signIn } from "../../harness/session.ts";
import { eventually, startDeployment } from "../../harness/deployment.ts";

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "lingpai-boot-"));
  // PostgreSQL runs under a user of its own when this is root.
  chmodSync(made, 0o755);
  folders.push(made);
  return made;
}
afterAll(() =>
  folders.forEach((made) => rmSync(made, { recursive: true, force: true })),
);

async function failingStart(
  env: Record<string, string>,
): Promise<{ status: number | null; lines: string[] }> {
  const started = spawnConsole({
    PORT: String(await freePort()),
    DATA_DIR: folder(),
    SANDBOX: "off",
    ...env,
  });
  const status = await started.ended;
  return {
    status,
    lines: started
      .output()
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("[")),
  };
}

describe("a start that cannot succeed prints one line and exits with status 1", () => {
  const cases: [
    string,
    () => Promise<Record<string, string>> | Record<string, string>,
    RegExp,
  ][] = [
    [
      "a wrong variable",
      () => ({
        COMPONENT_TOKEN: "no-hyphens",
        COMPONENT_APPID: "wx1234567890abcdef",
        COMPONENT_APPSECRET: "s",
        COMPONENT_AES_KEY: "A".repeat(43),
      }),
      /^COMPONENT_TOKEN must be/,
    ],
    [
      "a data folder that is a file",
      () => fileInPlace(),
      /^DATA_DIR .* cannot be written/,
    ],
    [
      "a database that is not there",
      () => ({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }),
      /^DATABASE_URL: the database cannot be reached/,
    ],
    [
      "a wrong password of the database",
      () => wrongPassword(),
      /^DATABASE_URL: the database cannot be reached/,
    ],
    [
      "an address for migrations without the console's own",
      () => ({ MIGRATION_DATABASE_URL: inject("clusterUrl") }),
      /^MIGRATION_DATABASE_URL needs DATABASE_URL/,
    ],
    [
      "one role for the migrations and the console",
      () => ({
        DATABASE_URL: inject("clusterUrl"),
        MIGRATION_DATABASE_URL: inject("clusterUrl"),
      }),
      /^MIGRATION_DATABASE_URL names the role that owns the tables/,
    ],
    [
      "a console's role that is not there",
      () => ({
        DATABASE_URL: withRole("nobody_known", "x"),
        MIGRATION_DATABASE_URL: inject("clusterUrl"),
      }),
      /^DATABASE_URL: there is no role "nobody_known"/,
    ],
    [
      "a secret's file that is not there",
      () => ({ SECRET_KEYS_FILE: join(folder(), "none") }),
      /^SECRET_KEYS_FILE names a file that cannot be read \(ENOENT\)$/,
    ],
    [
      "production without keys",
      () => ({ NODE_ENV: "production", DATABASE_URL: inject("clusterUrl") }),
      /^SECRET_KEYS is required/,
    ],
  ];
  for (const [name, env, line] of cases)
    test(name, async () => {
      const { status, lines } = await failingStart(await env());
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(line);
      expect(status).toBe(1);
    });

  test("a port that is taken is reported", async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((done) => server.listen(port, done));
    const { status, lines } = await failingStart({ PORT: String(port) });
    server.close();
    expect([status, lines]).toEqual([
      1,
      [
        `PORT ${port} is taken by another program: end it or set PORT to another one`,
      ],
    ]);
  });

  function fileInPlace(): Record<string, string> {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    return { DATA_DIR: file };
  }
  function withRole(role: string, password: string): string {
    const url = new URL(inject("clusterUrl"));
    url.username = role;
    url.password = password;
    return url.toString();
  }
  function wrongPassword(): Record<string, string> {
    const url = new URL(inject("clusterUrl"));
    url.password = "wrong";
    return { DATABASE_URL: url.toString() };
  }
});

describe("a stop", () => {
  test("the request in flight is finished, and the exit status is 0 within ten seconds", async () => {
    const deployment = await startDeployment(inject("clusterUrl"));
    const [console] = deployment.consoles;
    const made = await deployment.session.send<{ url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
    );
    deployment.sandbox.setScenario({ latencyMs: 1_500 });
    const page = fetch(made.body.url);
    // The page must wait for WeChat by then, which records a call only with its answer.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const begun = performance.now();
    const status = console?.stop();
    expect((await page).status).toBe(200);
    expect(await (await page).text()).toContain("componentloginpage");
    expect(await status).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    deployment.consoles.length = 0;
    await deployment.sandbox.close();
    await deployment.sql.end();
  });
});

describe("several instances", () => {
  test("a concurrent start on an empty database applies each migration once", async () => {
    const { ownerUrl } = await createTestDatabase(inject("clusterUrl"));
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query(
      "drop schema public cascade; drop schema drizzle cascade; create schema public",
    );
    const all = await Promise.all(
      [1, 2, 3].map(() =>
        startConsole({ DATABASE_URL: ownerUrl, SANDBOX: "off" }),
      ),
    );
    const { rows } = await client.query<{ applied: string; known: number }>(
      "select count(*) as applied, count(distinct hash) as known from drizzle.__drizzle_migrations",
    );
    expect(rows[0]?.applied).toBe(rows[0]?.known);
    expect(Number(rows[0]?.applied)).toBeGreaterThan(0);
    await client.end();
    expect(await Promise.all(all.map((console) => console.stop()))).toEqual([
      0, 0, 0,
    ]);
  });
});

describe("two roles", () => {
  test("the console's role gets exactly its rights on a concurrent start, and all works", async () => {
    const { ownerUrl, drop } = await createTestDatabase(inject("clusterUrl"));
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const role = `console_${process.pid}`;
    await owner.query(
      `drop schema public cascade; drop schema drizzle cascade; create schema public; create role ${role} login password 'x'`,
    );
    const url = new URL(ownerUrl);
    url.username = role;
    url.password = "x";
    const env = {
      DATABASE_URL: url.toString(),
      MIGRATION_DATABASE_URL: ownerUrl,
      SANDBOX: "off",
    };
    const all = await Promise.all([1, 2].map(() => startConsole(env)));
    await signIn(all[0]?.origin ?? "");
    const owned = await owner.query(
      "select relname from pg_class where relowner = $1::regrole",
      [role],
    );
    expect(owned.rows).toEqual([]);
    const rights = await owner.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
         and not (has_table_privilege($1, oid, 'UPDATE') and has_table_privilege($1, oid, 'DELETE')) order by 1`,
      [role],
    );
    expect(rights.rows.map(({ name }) => name)).toEqual([
      "audit_checkpoints",
      "audit_log",
      "audit_seals",
    ]);
    // Rights granted since are revoked, and revoked ones are granted again.
    await owner.query(
      `grant delete on audit_log to ${role}; revoke insert on users from ${role}`,
    );
    await all[0]?.stop();
    const again = await startConsole(env);
    const after = await owner.query(
      "select has_table_privilege($1, 'audit_log', 'DELETE') as more, has_table_privilege($1, 'users', 'INSERT') as enough",
      [role],
    );
    expect(after.rows).toEqual([{ more: false, enough: true }]);
    await Promise.all([again.stop(), all[1]?.stop()]);
    // A version that brings nothing new starts without the owner's address.
    const alone = await startConsole({ ...env, MIGRATION_DATABASE_URL: "" });
    await alone.stop();
    await owner.query("delete from drizzle.__drizzle_migrations");
    const outdated = await failingStart({ ...env, MIGRATION_DATABASE_URL: "" });
    expect([outdated.status, outdated.lines]).toEqual([
      1,
      [expect.stringContaining("set MIGRATION_DATABASE_URL")],
    ]);
    await owner.query(`drop owned by ${role}; drop role ${role}`);
    await owner.end();
    await drop();
  });

  test("the embedded database creates both roles", async () => {
    const dataDir = folder();
    const console = await startConsole({ DATA_DIR: dataDir, SANDBOX: "off" });
    const port = readFileSync(
      join(dataDir, "postgres", "data", "postmaster.pid"),
      "utf8",
    ).split("\n")[3];
    const password = readFileSync(
      join(dataDir, "postgres", "console-password"),
      "utf8",
    );
    const client = new pg.Client({
      connectionString: `postgres://lingpai_console:${password}@127.0.0.1:${port ?? ""}/lingpai`,
    });
    await client.connect();
    await expect(client.query("delete from audit_log")).rejects.toThrow(
      /permission denied/,
    );
    await client.end();
    await signIn(console.origin);
    expect(await console.stop()).toBe(0);
  });
});

describe("the embedded database", () => {
  /** Postmasters that serve a folder, by the process list. */
  const postmasters = (dataDir: string) =>
    execFileSync(
      "sh",
      ["-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"],
      { encoding: "utf8" },
    ).split(join(dataDir, "postgres", "data")).length - 1;

  test("a kill -9 of the console leaves a database that the next start uses without loss", async () => {
    const dataDir = folder();
    const first = await startConsole({ DATA_DIR: dataDir, SANDBOX: "off" });
    await signIn(first.origin);
    const refused = await failingStart({ DATA_DIR: dataDir });
    expect([refused.status, refused.lines]).toMatchObject([
      1,
      [expect.stringMatching(/^DATA_DIR .* is in use by another console/)],
    ]);
    const pidFile = join(dataDir, "postgres", "data", "postmaster.pid");
    const pid = () => readFileSync(pidFile, "utf8").split("\n")[0];
    const before = pid();
    await first.kill9();
    const second = await startConsole({
      DATA_DIR: dataDir,
      SANDBOX: "off",
      ADMIN_EMAIL: "",
      ADMIN_PASSWORD: "",
    });
    expect(pid()).toBe(before);
    expect(postmasters(dataDir)).toBe(1);
    await signIn(second.origin);
    expect(await second.stop()).toBe(0);
    expect(existsSync(pidFile)).toBe(false);
    expect(postmasters(dataDir)).toBe(0);
  });

  test("a database that dies is restarted, and the console serves without a restart", async () => {
    const dataDir = folder();
    const console = await startConsole({ DATA_DIR: dataDir, SANDBOX: "off" });
    const pidFile = join(dataDir, "postgres", "data", "postmaster.pid");
    const pid = () => Number(readFileSync(pidFile, "utf8").split("\n")[0]);
    const before = pid();
    process.kill(before, "SIGKILL");
    await eventually(async () => {
      if (!existsSync(pidFile) || pid() === before) return false;
      const url = `${console.origin}/api/health/ready`;
      return (await fetch(url)).status === 200;
    }, 20_000);
    await signIn(console.origin);
    expect(await console.stop()).toBe(0);
    expect(postmasters(dataDir)).toBe(0);
  });

  test("a killed database recovers at the next start", async () => {
    const dataDir = folder();
    const first = await startConsole({ DATA_DIR: dataDir, SANDBOX: "off" });
    const pid = Number(
      readFileSync(
        join(dataDir, "postgres", "data", "postmaster.pid"),
        "utf8",
      ).split("\n")[0],
    );
    await first.kill9();
    process.kill(pid, "SIGKILL");
    await eventually(() => postmasters(dataDir) === 0);
    const second = await startConsole({
      DATA_DIR: dataDir,
      SANDBOX: "off",
      ADMIN_EMAIL: "",
      ADMIN_PASSWORD: "",
    });
    await signIn(second.origin);
    expect(await second.stop()).toBe(0);
  });
});
