import { randomBytes, randomUUID } from "node:crypto";
import {
  afterAll,
  beforeAll,
  describe,
  expect,
  inject,
  test,
  vi,
} from "vitest";
import type { SealedColumn } from "#lib/maintenance/key-rotation/sealed-columns.ts";
import { connect, sample } from "../../harness/accounts.ts";
import { freePort, spawnConsole, spawnLingpai } from "../../harness/console.ts";
import {
  type OtherServer,
  startOtherServer,
} from "../../harness/other-server.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

const key = (id: string, fill: number) =>
  `${id}:${Buffer.alloc(32, fill).toString("base64")}`;
const [k1, k2, k3] = [key("k1", 1), key("k2", 2), key("k3", 3)];
const MISSING =
  'SECRET_KEYS lacks the key "k1", with which stored secrets are sealed: put it back, behind the first one if that is a new one';
const ANOTHER =
  'SECRET_KEYS: the key "k1" is another one than the one that sealed stored secrets: put that one back, and give a new key an id of its own';
/** What the platform's key is changed to, so that the one before it is kept as well. */
const OTHER_AES_KEY = "Z".repeat(43);

let deployment: Deployment;
let server: OtherServer;
let official: string;
let mini: string;
let link: { url: string };
const once = { "idempotency-key": randomUUID() };

beforeAll(async () => {
  server = await startOtherServer();
  deployment = await startDeployment(inject("clusterUrl"), {
    env: { SECRET_KEYS: k1, OUTBOUND_ALLOW: server.place },
  });
  // Read by what the tests take from lib, once and for all.
  process.env["SECRET_KEYS"] = k1;
  process.env["DATABASE_URL"] = deployment.env["DATABASE_URL"];
  await fillEveryColumn();
});
afterAll(async () => {
  const { closeDatabase } = await import("#lib/base/db/index.ts");
  await closeDatabase();
  server.close();
  await deployment.close();
});

const makeLink = async () =>
  (
    await deployment.session.send<{ url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
      once,
    )
  ).body;
const configPath = () => `/api/v1/accounts/${mini}/mini-program-config`;
const tokenOf = (appid: string) =>
  deployment.session.get<{ accessToken: string; source: string }>(
    `/api/v1/accounts/${appid}/access-token`,
  );
const mapping = {
  items: "data",
  name: "key",
  displayName: "label",
  type: "",
  description: "",
};

/** Something in each sealed column, as the console itself puts it there. */
async function fillEveryColumn(): Promise<void> {
  await deployment.sandbox.control("accounts-add", { count: 60 });
  official = await connect(deployment, sample(deployment, "云杉咖啡"));
  mini = await connect(deployment, sample(deployment, "云杉咖啡点单"));
  link = await makeLink();
  const { appSecret } = (await deployment.sandbox.control("app-secret", {
    appid: mini,
  })) as { appSecret: string };
  await deployment.session.send("PUT", configPath(), {
    send: { mode: "app_secret", appSecret },
  });
  for (const encodingAesKey of ["A".repeat(43), "B".repeat(43)])
    await deployment.session.send("PUT", configPath(), {
      receipt: {
        token: "pushtoken",
        encodingAesKey,
        mode: "safe",
        format: "xml",
        source: "wechat",
      },
    });
  for (const appid of [official, mini])
    expect((await tokenOf(appid)).status).toBe(200);
  const { body: hook } = await deployment.session.send<{ id: string }>(
    "POST",
    "/api/v1/webhooks",
    { url: `${server.origin}/hook`, events: ["receipt.received"] },
  );
  await deployment.session.send("POST", `/api/v1/webhooks/${hook.id}/secret`);
  await deployment.session.send("PUT", "/api/v1/user-properties/source", {
    url: `${server.origin}/fields`,
    authorization: "Bearer top-secret",
    mapping,
  });
  await deployment.session.send("POST", "/api/v1/session/factors/totp");
  await deployment.restart({ COMPONENT_AES_KEY: OTHER_AES_KEY });
  // A component token first, as with it the ticket before the newest is forgotten.
  await fetch(link.url);
  await deployment.sandbox.control("ticket");
  await vi.waitFor(async () =>
    expect((await sealedWith("k1")).filter(isEmpty)).toEqual([]),
  );
}

interface Use {
  column: string;
  count: number;
}
const isEmpty = ({ count }: Use) => count === 0;

/** How many values each sealed column holds of one key, by the database's own list of columns. */
async function sealedWith(keyId: string): Promise<Use[]> {
  const { rows } = await deployment.sql.query<{
    table: string;
    column: string;
  }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
      join pg_class on pg_class.relname = c.table_name and not pg_class.relispartition
      where c.table_schema = 'public' and c.column_name like '%\\_sealed' and c.table_name <> 'secret_key_checks'`,
  );
  expect(rows.length).toBeGreaterThan(20);
  return Promise.all(
    rows.map(async ({ table, column }) => {
      const found = await deployment.sql.query<{ count: number }>(
        `select count(*)::int as count from ${table} where starts_with(${column}, $1)`,
        [`${keyId}.`],
      );
      return {
        column: `${table}.${column}`,
        count: found.rows[0]?.count ?? 0,
      };
    }),
  );
}
const countOf = async (keyId: string) =>
  (await sealedWith(keyId)).reduce((sum, { count }) => sum + count, 0);
const checks = async () =>
  (
    await deployment.sql.query<{ id: string }>(
      "select key_id as id from secret_key_checks order by 1",
    )
  ).rows.map(({ id }) => id);

async function refusedStart(
  keys: string,
): Promise<{ status: number | null; lines: string[] }> {
  const started = spawnConsole({
    ...deployment.env,
    SECRET_KEYS: keys,
    PORT: String(await freePort()),
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

const rotate = (keys: string) =>
  spawnLingpai(["rotate-keys"], { ...deployment.env, SECRET_KEYS: keys });

/** Many messages in the inbox, so that a rotation takes its time. */
async function fillInbox(count: number): Promise<void> {
  const { seal } = await import("#lib/base/secrets/index.ts");
  const rows = Array.from({ length: count }, () => {
    const row = randomBytes(32).toString("hex");
    const place = { table: "inbox", column: "body_sealed", row };
    return [row, seal("<xml>".padEnd(700, "x"), place)] as const;
  });
  await deployment.sql.query(
    `insert into inbox (key, event_time, component_appid, channel, name, body_sealed, state)
      select k, now() - interval '1 hour', $3, 'message', 'bulk', b, 'done' from unnest($1::text[], $2::text[]) as t (k, b)`,
    [
      rows.map(([row]) => row),
      rows.map(([, blob]) => blob),
      deployment.component.appid,
    ],
  );
}

const shops = () =>
  deployment.sandbox
    .accounts()
    .filter(({ name }) => name.startsWith("连锁门店"));

/** Callbacks, new authorizations and readers, one after the other until it is stopped. */
function busyConsole(): { stop: () => Promise<number> } {
  let stopped = false;
  let rounds = 0;
  const work = (async () => {
    while (!stopped) {
      rounds += 1;
      const appid = shops().find(({ grant }) => !grant)?.appid ?? official;
      const answers = await Promise.all([
        deployment.sandbox.push({
          kind: "event",
          fields: {
            InfoType: "something_new",
            appid: "wxsomebody",
            round: String(rounds),
          },
        }),
        deployment.sandbox.control("ticket"),
        appid !== official &&
          deployment.sandbox.control("authorize", { appid }),
        deployment.session.get("/api/v1/accounts"),
        tokenOf(official),
        tokenOf(mini),
        fetch(`${link.url}?${rounds}`),
      ]);
      expect(answers[0].body).toBe("success");
      for (const { status } of answers.slice(3) as { status: number }[])
        expect(status).toBe(200);
    }
    return rounds;
  })();
  return {
    stop() {
      stopped = true;
      return work;
    },
  };
}

describe("a start whose SECRET_KEYS do not match what is stored", () => {
  const refusals: [string, string, string][] = [
    ["lack the key", k2, MISSING],
    ["have another key under its id", `${k2},${key("k1", 9)}`, ANOTHER],
    ["have another key under its id, alone", key("k1", 9), ANOTHER],
  ];
  for (const [name, keys, line] of refusals)
    test(`the start is refused in one line when they ${name}`, async () => {
      expect(await refusedStart(keys)).toEqual({ status: 1, lines: [line] });
      expect(await checks()).toEqual(["k1"]);
    });
  for (const [name, keys, line] of refusals)
    test(`the start is refused on a database without key checks when they ${name}`, async () => {
      await deployment.sql.query("delete from secret_key_checks");
      expect(await refusedStart(keys)).toEqual({ status: 1, lines: [line] });
      expect(await checks()).toEqual([]);
    });

  test("the right keys start a database without key checks, and are recorded", async () => {
    await deployment.sql.query("delete from secret_key_checks");
    await deployment.restart({ SECRET_KEYS: `${k1},${k2}` });
    expect(await checks()).toEqual(["k1"]);
    await deployment.restart({ SECRET_KEYS: `${k2},${k1}` });
    expect(await checks()).toEqual(["k1", "k2"]);
    await deployment.sandbox.control("ticket");
    await eventually(async () => (await countOf("k2")) > 0);
    await deployment.sql.query("delete from secret_key_checks");
    await deployment.restart({ SECRET_KEYS: `${k1},${k2}` });
    expect(await checks()).toEqual(["k1", "k2"]);
  });

  test("the rotation is refused too", async () => {
    const before = await countOf("k1");
    for (const [, keys, line] of refusals) {
      const command = rotate(keys);
      expect(await command.ended).toBe(1);
      expect(command.output()).toBe(`${line}\n`);
    }
    expect(await countOf("k1")).toBeGreaterThanOrEqual(before);
  });
});

describe("a value that changed since it was read", () => {
  const at = { table: "account_tokens", column: "refresh_token_sealed" };

  async function readAll() {
    const { sealedColumns } =
      await import("#lib/maintenance/key-rotation/sealed-columns.ts");
    const { sealedPages } =
      await import("#lib/maintenance/key-rotation/queries.ts");
    const column = sealedColumns.find(
      (one) => one.table === at.table && one.column === at.column,
    ) as SealedColumn;
    const read = [];
    for await (const page of sealedPages(column, () => ["none"]))
      read.push(...page);
    return { column, read };
  }
  const stored = async () =>
    (
      await deployment.sql.query<{ blob: string }>(
        `select ${at.column} as blob from ${at.table} where appid = $1 and kind = 'component'`,
        [official],
      )
    ).rows[0]?.blob;

  test("a changed value is left alone, and a locked one is skipped without waiting", async () => {
    const { replaceBlobs } =
      await import("#lib/maintenance/key-rotation/queries.ts");
    const { column, read } = await readAll();
    const mine = read.filter((sealed) => sealed.key[0] === official);
    const changes = mine.map((sealed) => ({ ...sealed, fresh: "fresh.a" }));
    const original = (await stored()) ?? "";
    const write = (blob: string) =>
      `update ${at.table} set ${at.column} = '${blob}' where appid = '${official}' and kind = 'component'`;
    await deployment.sql.query(write("newer.b"));
    expect(await replaceBlobs(column, changes)).toEqual(changes);
    expect(await stored()).toBe("newer.b");
    await deployment.sql.query(write(original));
    const writer = await deployment.sql.connect();
    await writer.query("begin");
    await writer.query(write("newer.c"));
    const begun = performance.now();
    expect(await replaceBlobs(column, changes)).toEqual(changes);
    expect(performance.now() - begun).toBeLessThan(1_000);
    await writer.query("commit");
    writer.release();
    expect(await stored()).toBe("newer.c");
    await deployment.sql.query(write(original));
    expect(await replaceBlobs(column, changes)).toEqual([]);
    expect(await stored()).toBe("fresh.a");
    await deployment.sql.query(write(original));
  });
});

describe("rotate-keys", () => {
  test("a console that still seals with the old key is detected, and that key stays needed", async () => {
    await deployment.restart({ SECRET_KEYS: `${k1},${k2}` });
    await fillInbox(2_000);
    const busy = busyConsole();
    const command = rotate(`${k2},${k1}`);
    const status = await command.ended;
    await busy.stop();
    expect(command.output()).toMatch(
      /sealed with another key while this ran.*key "k1"\n/,
    );
    expect(command.output()).toContain(
      'let SECRET_KEYS begin with "k2" on every instance, restart them, and run this again',
    );
    expect(command.output()).not.toContain("may be taken out");
    expect(status).toBe(1);
    expect(await checks()).toEqual(["k1", "k2"]);
  });

  test("all values are sealed again while the console works, and a killed run resumes", async () => {
    await deployment.restart({ SECRET_KEYS: `${k2},${k1}` });
    await fillInbox(20_000);
    const busy = busyConsole();
    const first = rotate(`${k2},${k1}`);
    const bulk = async (keyId: string) =>
      (
        await deployment.sql.query<{ count: number }>(
          "select count(*)::int as count from inbox where name = 'bulk' and starts_with(body_sealed, $1)",
          [`${keyId}.`],
        )
      ).rows[0]?.count ?? 0;
    const had = await bulk("k2");
    await eventually(async () => (await bulk("k2")) > had + 1_000);
    first.child.kill("SIGKILL");
    expect(await first.ended).toBeNull();
    // What it had sent is carried out all the same.
    await eventually(async () => {
      const { rowCount } = await deployment.sql.query(
        "select from pg_stat_activity where datname = current_database() and state <> 'idle' and query like '%body_sealed%' and pid <> pg_backend_pid()",
      );
      return rowCount === 0;
    });
    const left = await bulk("k1");
    expect(left).toBeGreaterThan(1_000);
    const second = rotate(`${k2},${k1}`);
    const status = await second.ended;
    expect(await busy.stop()).toBeGreaterThan(3);
    expect(second.output()).toMatch(
      /^components: \d+ sealed again with "k2"$/m,
    );
    const [, again] = /^inbox: (\d+) sealed again/m.exec(second.output()) ?? [];
    expect(Number(again)).toBeLessThan(20_000);
    expect(Number(again)).toBeGreaterThanOrEqual(left);
    expect(second.output()).toContain(
      'nothing is sealed with the key "k1" any more: it may be taken out of SECRET_KEYS',
    );
    expect(status).toBe(0);
    expect(await countOf("k1")).toBe(0);
    expect((await sealedWith("k2")).filter(isEmpty)).toEqual([]);
    expect(await checks()).toEqual(["k2"]);
  });

  test("a second rotation has nothing to do", async () => {
    const command = rotate(`${k2},${k1}`);
    expect(await command.ended).toBe(0);
    expect(command.output()).not.toMatch(/: [1-9]\d* sealed again/);
  });
});

describe("a console with the new key alone", () => {
  test("pages, callbacks, tokens and configuration all open", async () => {
    const connected = shops().flatMap(({ appid, grant }) =>
      grant ? [appid] : [],
    );
    const all = [official, mini, ...connected];
    expect(all.length).toBeGreaterThan(5);
    const tokens = () => Promise.all(all.map(tokenOf));
    const before = await tokens();
    await deployment.restart({ SECRET_KEYS: k2 });
    expect(await tokens()).toEqual(before);
    expect(before[0]?.body.source).toBe("component");
    expect(before[1]?.body.source).toBe("app_secret");
    for (const page of [
      "/accounts",
      `/accounts/${mini}`,
      "/settings/platform",
      "/settings/webhooks",
      "/settings/user-properties",
      "/authorization-links",
    ])
      expect((await deployment.session.get(page)).status).toBe(200);
    expect(await makeLink()).toEqual(link);
    expect(await (await fetch(link.url)).text()).toContain(
      "componentloginpage",
    );
    const text = async (path: string) =>
      JSON.stringify((await deployment.session.get(path)).body);
    expect(await text("/api/v1/webhooks")).toContain(server.place);
    expect(await text("/api/v1/user-properties/source")).toContain(
      server.place,
    );
    expect(await text(configPath())).toContain("/receipts/");
    await deployment.sandbox.control("ticket");
    await deployment.sandbox.control("own-tokens-void", { appid: mini });
    await deployment.sql.query(
      "update components set token_sealed = null, token_expires_at = null",
    );
    await deployment.sql.query(
      "update account_tokens set access_token_sealed = null, expires_at = null",
    );
    const renewed = await tokens();
    expect(renewed.filter(({ status }) => status !== 200)).toEqual([]);
    expect(renewed[0]?.body.accessToken).not.toBe(before[0]?.body.accessToken);
    expect(deployment.consoles[0]?.output()).not.toContain("SealError");
  });

  test("the removed key is refused by the start", async () => {
    await deployment.restart({ SECRET_KEYS: `${k2},${k1}` });
    expect(await checks()).toEqual(["k2"]);
  });
});

describe("blobs that were moved to another row", () => {
  let blobs: string[];
  let secrets: string[];
  let pair: string[];
  beforeAll(async () => {
    pair = [official, shops().find(({ grant }) => grant)?.appid ?? ""];
    const { rows } = await deployment.sql.query<{
      appid: string;
      blob: string;
    }>(
      "select appid, access_token_sealed as blob from account_tokens where kind = 'component' and appid = any($1)",
      [pair],
    );
    blobs = rows.map(({ blob }) => blob);
    secrets = [
      (await tokenOf(official)).body.accessToken,
      deployment.component.secret,
      deployment.component.token,
    ];
    expect(blobs).toHaveLength(2);
    await deployment.sql.query(
      `update account_tokens t set access_token_sealed = o.access_token_sealed from account_tokens o
        where t.kind = 'component' and o.kind = 'component' and t.appid <> o.appid and t.appid = any($1) and o.appid = any($1)`,
      [pair],
    );
    await deployment.sql.query(
      `insert into components (component_appid, source, active, app_secret_sealed, message_token_sealed, aes_key_sealed)
        select 'wx0123456789abcdef', 'console', false, app_secret_sealed, message_token_sealed, aes_key_sealed from components`,
    );
  });

  const leaksNothing = (text: string) => {
    for (const hidden of [...blobs, ...secrets])
      expect(text).not.toContain(hidden);
    expect(text).not.toMatch(/k2\.|SealError|app_secret|access_token/);
  };

  test("a moved blob does not open, and the answer reveals nothing", async () => {
    for (const appid of pair) {
      const { status, body } = await tokenOf(appid);
      expect([status, body]).toMatchObject([500, { code: "internal" }]);
      leaksNothing(JSON.stringify(body));
    }
    const answer = await fetch(
      `${deployment.consoles[0]?.origin}/api/wechat/components/wx0123456789abcdef/events?msg_signature=a&timestamp=1&nonce=1`,
      { method: "POST", body: "<xml><Encrypt>AAAA</Encrypt></xml>" },
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    leaksNothing(await answer.text());
    for (const blob of [...blobs, ...secrets])
      expect(deployment.consoles[0]?.output()).not.toContain(blob);
  });

  test("a rotation counts moved blobs, fails, and keeps their key needed", async () => {
    await deployment.restart({ SECRET_KEYS: `${k3},${k2}` });
    const command = rotate(`${k3},${k2}`);
    expect(await command.ended).toBe(1);
    const lines = command.output().split("\n");
    expect(lines).toContain(
      'could not be opened: 2 in account_tokens.access_token_sealed, key "k2"',
    );
    for (const column of ["app_secret", "message_token", "aes_key"])
      expect(lines).toContain(
        `could not be opened: 1 in components.${column}_sealed, key "k2"`,
      );
    expect(command.output()).not.toContain("may be taken out");
    for (const hidden of [...blobs, ...secrets])
      expect(command.output()).not.toContain(hidden);
    expect(await checks()).toEqual(["k2", "k3"]);
    expect((await refusedStart(k3)).lines).toEqual([
      MISSING.replace("k1", "k2"),
    ]);
  });
});
