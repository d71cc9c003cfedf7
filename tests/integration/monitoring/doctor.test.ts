import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { freePort, spawnLingpai } from "../../harness/console.ts";
import { startOtherServer } from "../../harness/other-server.ts";
import { startDeafPooler, startMuteServer } from "../../harness/relay.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

const key = (id: string, fill: number) =>
  `${id}:${Buffer.alloc(32, fill).toString("base64")}`;
const SECRET_KEYS = key("k1", 1);
const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "lingpai-doctor-"));
  folders.push(made);
  return made;
}

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), {
    env: { SECRET_KEYS, DATA_DIR: folder() },
  });
});
afterAll(async () => {
  await deployment.close();
  folders.forEach((made) => rmSync(made, { recursive: true, force: true }));
});

afterEach(() =>
  deployment.sandbox.setScenario({ whitelist: null, clockAheadSeconds: 0 }),
);

async function lingpai(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ status: number | null; output: string }> {
  const command = spawnLingpai(args, { ...deployment.env, ...env });
  const status = await command.ended;
  return { status, output: command.output() };
}

interface Finding {
  check: string;
  level: "ok" | "warning" | "wrong";
  found: string;
  mend?: string;
}

/** The findings of one check; those about the localhost of these tests are left out. */
async function against(
  check: string,
  env: Record<string, string> = {},
): Promise<{ status: number | null; found: string[]; others: string[] }> {
  const { status, output } = await lingpai(["doctor", "--json"], env);
  const { well, findings } = JSON.parse(output) as {
    well: boolean;
    findings: Finding[];
  };
  expect(well).toBe(status === 0);
  const bad = findings.filter(
    ({ level, found }) =>
      level !== "ok" && !found.includes("only this machine"),
  );
  for (const { mend } of bad) expect(mend).toMatch(/\w/);
  const lines = (of: Finding[]) =>
    of.map(({ level, found, mend }) => `${level} ${found} → ${mend}`);
  return {
    status,
    found: lines(bad.filter((finding) => finding.check === check)),
    others: lines(bad.filter((finding) => finding.check !== check)),
  };
}

const matching = (...patterns: RegExp[]) =>
  patterns.map((pattern) => expect.stringMatching(pattern) as string);

describe("doctor", () => {
  test("a healthy console gets one line per check, and nothing is changed", async () => {
    const rows = async (): Promise<unknown[]> =>
      (
        await deployment.sql.query<Record<string, unknown>>(
          `select (select count(*) from audit_log) as audit, (select json_agg(key_id) from secret_key_checks) as keys,
            (select count(*) from inbox) as inbox, (select max(token_version) from components) as version`,
        )
      ).rows;
    // The token may be fetched for it, once.
    await lingpai(["doctor"]);
    const before = await rows();
    const { status, output } = await lingpai(["doctor"]);
    expect(output).toMatch(
      new RegExp(
        [
          "^✓ clock: this machine's clock is 0\\.\\d s (?:behind|ahead of) the database's",
          "✓ clock: this machine's clock is [01]\\.\\d s (?:behind|ahead of) WeChat's",
          "✓ database: PostgreSQL \\d+\\.\\d+ answers in \\d+\\.\\d ms; all migrations are applied",
          "✓ database: notices arrive \\(LISTEN\\)",
          '✓ keys: SECRET_KEYS opens what is stored; "k1" seals',
          "✓ ticket: the newest one is \\d min old",
          "✓ platform token: WeChat accepts it, and lists 0 authorized accounts",
          "✓ callbacks: PUBLIC_URL leads to this console's address for events",
          "! callbacks: PUBLIC_URL is http://localhost:\\d+, which only this machine can reach",
          "    → set it to the https origin .+",
          "✓ spool: .+/spool can be written and is empty",
          "✓ events: none waits, and none is parked",
          "✓ status: the console knows no problem\n$",
        ].join("\n"),
      ),
    );
    expect(status).toBe(0);
    expect(await rows()).toEqual(before);
    expect(
      readdirSync(deployment.env["DATA_DIR"] ?? "", { recursive: true }),
    ).not.toContainEqual(expect.stringContaining("doctor"));
    expect((await lingpai(["doctor", "--xml"])).status).toBe(2);
  });

  test("a clock more than half a minute off WeChat's is reported", async () => {
    for (const clockAheadSeconds of [95, -95]) {
      deployment.sandbox.setScenario({ clockAheadSeconds });
      const side = clockAheadSeconds > 0 ? "behind" : "ahead of";
      expect(await against("clock")).toEqual({
        status: 1,
        found: matching(
          new RegExp(`^wrong .+ 9[456]\\.\\d s ${side} WeChat's → let NTP`),
        ),
        others: [],
      });
    }
    deployment.sandbox.setScenario({ clockAheadSeconds: 20 });
    expect((await against("clock")).found).toEqual([]);
  });

  test("the address to put on WeChat's allow list is named, also during a pause", async () => {
    deployment.sandbox.setScenario({ whitelist: ["203.0.113.1"] });
    const wayOut = matching(
      /^wrong .+61004.+ → enter (127\.0\.0\.1|::1), .+open\.weixin\.qq\.com: .+白名单 IP 地址列表$/,
    );
    expect(await against("platform token")).toEqual({
      status: 1,
      found: wayOut,
      others: [],
    });
    await deployment.sql.query(
      "update components set token_sealed = null, token_expires_at = null, token_retry_at = now() + interval '1 minute', token_error_key = '61004'",
    );
    expect((await against("platform token")).found).toEqual(wayOut);
    deployment.sandbox.setScenario({ whitelist: null });
    await deployment.sql.query(
      "update components set token_retry_at = null, token_failures = 0",
    );
    expect(await against("platform token")).toEqual({
      status: 0,
      found: [],
      others: [],
    });
  });

  test("a late, expired or missing ticket is reported", async () => {
    const received = (age: string) =>
      deployment.sql.query(
        `update components set ticket_received_at = now() - ${age}, created_at = now() - interval '1 hour', push_asked_at = now()`,
      );
    await received("interval '40 minutes'");
    expect(await against("ticket")).toEqual({
      status: 0,
      found: matching(/^warning the newest one is 40 min old → Lingpai has/),
      others: [],
    });
    await received("interval '13 hours'");
    expect(await against("ticket")).toMatchObject({
      status: 1,
      found: matching(/^wrong the newest one is 780 min old → .+firewall/),
    });
    await received("null::interval");
    expect(await against("ticket")).toMatchObject({
      status: 1,
      found: matching(/^wrong none has ever arrived; .+ 60 min ago → Check/),
    });
    await deployment.sandbox.control("ticket");
    expect((await against("ticket")).status).toBe(0);
  });

  test("a PUBLIC_URL that leads elsewhere is explained", async () => {
    const server = await startOtherServer();
    const at = (PUBLIC_URL: string) => against("callbacks", { PUBLIC_URL });
    const cases: [Partial<typeof server.answer>, RegExp][] = [
      [{ status: 404, text: "not here" }, /^wrong .+ 404: another server/],
      [
        { status: 308, headers: { location: "https://b.example/" } },
        /^wrong .+ redirects \(308\) to https:\/\/b\.example\/ → WeChat follows/,
      ],
      [{ status: 502, text: "<html>" }, /^wrong .+ 502: the proxy .+ → start/],
      [
        { status: 403, text: "refused" },
        /^warning .+ which one is unknown → let the proxy/,
      ],
      [
        {
          status: 403,
          text: "refused",
          headers: { "x-lingpai-console": "0123456789abcdef" },
        },
        /^wrong .+ another Lingpai/,
      ],
    ];
    for (const [answer, line] of cases) {
      Object.assign(server.answer, { text: "", headers: {} }, answer);
      const { found, others } = await at(server.origin);
      expect(found).toEqual(matching(line));
      expect(others).toEqual([]);
    }
    const [asked] = server.asked;
    expect(
      `${asked?.request.method} ${asked?.request.url} ${asked?.body}`,
    ).toBe(`POST /api/wechat/components/${deployment.component.appid}/events `);
    server.answer.after = 20_000;
    const begun = performance.now();
    expect((await at(server.origin)).found).toEqual(
      matching(/^wrong .+ does not answer in time/),
    );
    expect(performance.now() - begun).toBeLessThan(15_000);
    const tls = await at(server.origin.replace("http:", "https:"));
    expect(tls.found).toEqual(matching(/^wrong .+ speaks no valid TLS/));
    server.close();
    const closed = await at(`http://localhost:${await freePort()}`);
    expect(closed).toEqual({
      status: 1,
      found: matching(/^wrong .+ refuses connections \(ECONNREFUSED\)/),
      others: [],
    });
  });

  test("a missing or different key is reported, and a new one is not recorded", async () => {
    for (const [keys, line] of [
      [key("k2", 2), /^wrong SECRET_KEYS lacks the key "k1".+ → put it back/],
      [
        key("k1", 9),
        /^wrong SECRET_KEYS: the key "k1" is another .+ → put that/,
      ],
    ] as const) {
      const { status, found } = await against("keys", { SECRET_KEYS: keys });
      expect(found).toEqual(matching(line));
      expect(status).toBe(1);
    }
    const both = `${SECRET_KEYS},${key("k2", 2)}`;
    expect((await against("keys", { SECRET_KEYS: both })).status).toBe(0);
    const other = await against("callbacks", {
      SECRET_KEYS: `${key("k2", 2)},${SECRET_KEYS}`,
    });
    expect(other.found).toEqual(matching(/begin with another key/));
    const { rows } = await deployment.sql.query(
      "select key_id from secret_key_checks",
    );
    expect(rows).toEqual([{ key_id: "k1" }]);
  });

  test("the other checks run when the database is unavailable", async () => {
    const mute = await startMuteServer(deployment.env["DATABASE_URL"] ?? "");
    const closed = `postgres://nobody@127.0.0.1:${await freePort()}/none`;
    for (const [DATABASE_URL, reason] of [
      [closed, "ECONNREFUSED"],
      [mute.url, "timeout"],
    ] as const) {
      const begun = performance.now();
      const { status, found, others } = await against("database", {
        DATABASE_URL,
      });
      expect(status).toBe(1);
      expect(found[0]).toMatch(`cannot be reached (${reason}) → see that`);
      expect(others.filter((line) => line.startsWith("wrong"))).toEqual([]);
      expect(others.length).toBeGreaterThan(4);
      for (const line of others) expect(line).toMatch(/^warning not checked/);
      expect(performance.now() - begun).toBeLessThan(15_000);
    }
    mute.close();
  });

  test("a pooler that drops notifications is reported", async () => {
    const pooler = await startDeafPooler(deployment.env["DATABASE_URL"] ?? "");
    expect(await against("database", { DATABASE_URL: pooler.url })).toEqual({
      status: 0,
      found: matching(/^warning notices do not arrive .+ pooler/),
      others: [],
    });
    pooler.close();
  });

  test("pending spool files and a read-only spool are reported", async () => {
    const DATA_DIR = folder();
    const spool = join(DATA_DIR, "spool");
    expect((await against("spool", { DATA_DIR })).found).toEqual([]);
    expect(existsSync(spool)).toBe(false);
    mkdirSync(spool);
    writeFileSync(join(spool, "1-a-000001.spool"), "");
    writeFileSync(join(spool, "1-b-000001.spool.x.draining.damaged"), "");
    expect(await against("spool", { DATA_DIR })).toEqual({
      status: 0,
      found: matching(
        /^warning 1 file in .+ holds callbacks/,
        /^warning 1 file in .+ was quarantined as damaged/,
      ),
      others: [],
    });
    rmSync(spool, { recursive: true });
    // A folder in which no user can create a file, not even root.
    symlinkSync("/proc", spool);
    expect(await against("spool", { DATA_DIR })).toEqual({
      status: 1,
      found: matching(/^wrong .+ cannot be written/),
      others: [],
    });
  });

  test("parked events and the problems of the page Status are reported", async () => {
    await deployment.sql.query(
      "update inbox set state = 'failed', error_key = 'internal' where key = (select key from inbox limit 1)",
    );
    await deployment.sql.query(
      "insert into account_tokens (appid, failing_since, last_error_key) values ('wx1', now() - interval '1 hour', '40013'), ('wx2', now() - interval '1 hour', '61023')",
    );
    expect(await against("events")).toEqual({
      status: 1,
      found: matching(/^warning 1 callback .+\(since 2.+ → See/),
      others: matching(
        /^wrong The access tokens of 1 account cannot be refreshed/,
        /^warning 1 account must be authorized again .+ → Ask the admins/,
      ),
    });
    await deployment.sql.query("delete from account_tokens");
    await deployment.sql.query("update inbox set state = 'done'");
    expect((await against("events")).status).toBe(0);
  });
});
