import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase } from "../../harness/cluster.ts";
import {
  type Console,
  spawnLingpai,
  startConsole,
} from "../../harness/console.ts";
import { signIn } from "../../harness/session.ts";
import { eventually } from "../../harness/deployment.ts";

const SECRET_KEYS = `k1:${Buffer.alloc(32, 1).toString("base64")}`;
const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "lingpai-command-"));
  // PostgreSQL runs under a user of its own when this is root.
  chmodSync(made, 0o755);
  folders.push(made);
  return made;
}
afterAll(() =>
  folders.forEach((made) => rmSync(made, { recursive: true, force: true })),
);

async function lingpai(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ status: number | null; output: string }> {
  const command = spawnLingpai(args, { SECRET_KEYS, ...env });
  const status = await command.ended;
  return { status, output: command.output() };
}

describe("npm run lingpai", () => {
  test("the commands are listed on request, without a name, and for an unknown name", async () => {
    const [help, nothing, unknown] = await Promise.all([
      lingpai(["--help"]),
      lingpai([]),
      lingpai(["toString"]),
    ]);
    expect(help.status).toBe(0);
    for (const command of [
      "doctor",
      "recover-tokens",
      "reset-second-factor",
      "rotate-keys",
    ])
      expect(help.output).toMatch(new RegExp(`^  ${command} {2,}\\S`, "m"));
    expect(nothing).toEqual(help);
    expect(unknown).toEqual({
      status: 2,
      output: `there is no command "toString"\n\n${help.output}`,
    });
  });

  test("a wrong environment and an unusable database are explained in one line", async () => {
    const dataDir = folder();
    const { url: old, ownerUrl } = await createTestDatabase(
      inject("clusterUrl"),
    );
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query("delete from drizzle.__drizzle_migrations");
    await client.end();
    const cases: [Record<string, string>, RegExp][] = [
      [{ PORT: "none" }, /^PORT .+\n$/],
      [{ DATA_DIR: dataDir }, /^DATA_DIR .+ holds no database: .+\n$/],
      [
        { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" },
        /^DATABASE_URL: the database cannot be reached .+\n$/,
      ],
      [{ DATABASE_URL: old }, /^the database is older than this version.+\n$/],
    ];
    for (const [env, line] of cases) {
      const { status, output } = await lingpai(["rotate-keys"], {
        DATA_DIR: dataDir,
        ...env,
      });
      expect(output).toMatch(line);
      expect(status).toBe(1);
    }
  });
});

describe("a command with the embedded database", () => {
  let dataDir: string;
  let running: Console;
  beforeAll(async () => {
    dataDir = folder();
    running = await startConsole({
      DATA_DIR: dataDir,
      SECRET_KEYS,
      SANDBOX: "off",
    });
  });
  const server = () => join(dataDir, "postgres", "data", "postmaster.pid");
  const lock = () => join(dataDir, "console.lock");
  const contents = () => [server(), lock()].map((file) => readFileSync(file));

  test("a running database is used, and keeps running with its lock unchanged", async () => {
    const before = contents();
    expect((await lingpai(["rotate-keys"], { DATA_DIR: dataDir })).status).toBe(
      0,
    );
    expect(
      (await lingpai(["rotate-keys", "now"], { DATA_DIR: dataDir })).status,
    ).toBe(2);
    expect(contents()).toEqual(before);
    const session = await signIn(running.origin);
    expect((await session.get("/api/v1/accounts")).status).toBe(200);
  });

  test("a stopped database is started under the lock and stopped again", async () => {
    expect(await running.stop()).toBe(0);
    expect(existsSync(server())).toBe(false);
    expect((await lingpai(["rotate-keys"], { DATA_DIR: dataDir })).status).toBe(
      0,
    );
    expect([server(), lock()].map((file) => existsSync(file))).toEqual([
      false,
      false,
    ]);
  });

  test("a signal stops the command and what it started", async () => {
    const command = spawnLingpai(["rotate-keys"], {
      DATA_DIR: dataDir,
      SECRET_KEYS,
    });
    await eventually(() => existsSync(server()), 60_000);
    expect(existsSync(lock())).toBe(true);
    command.child.kill("SIGTERM");
    expect(await command.ended).toBe(1);
    expect(command.output()).toBe("");
    expect([server(), lock()].map((file) => existsSync(file))).toEqual([
      false,
      false,
    ]);
  });
});
