import { createHash } from "node:crypto";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { connect, sample, view } from "../../harness/accounts.ts";
import {
  type OtherServer,
  startOtherServer,
} from "../../harness/other-server.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

interface Problem {
  code: string;
  detail: string;
  errors?: { field: string; code: string }[];
}
interface TestAnswer {
  ok: boolean;
  checks: { id: string; ok: boolean; detail: string }[];
}

let deployment: Deployment;
/** The customer's token server. */
let server: OtherServer;
/** A server that must never be called. */
let canary: OtherServer;
let appid: string;
let other: string;
beforeAll(async () => {
  [server, canary] = await Promise.all([
    startOtherServer(),
    startOtherServer(),
  ]);
  deployment = await startDeployment(inject("clusterUrl"), {
    env: { OUTBOUND_ALLOW: server.place },
  });
  appid = await connect(deployment, sample(deployment, "云杉咖啡点单"));
  other = await connect(deployment, sample(deployment, "望江读书会"));
});
afterAll(async () => {
  server.close();
  canary.close();
  await deployment.close();
});
beforeEach(async () => {
  for (const one of [appid, other])
    await deployment.session.send("PUT", path(one), { send: null });
  Object.assign(server.answer, {
    status: 200,
    text: "",
    headers: {},
    after: 0,
  });
  server.asked.length = 0;
});

const path = (one: string) => `/api/v1/accounts/${one}/mini-program-config`;
const save = <Answer = Problem>(send: object, one = appid) =>
  deployment.session.send<Answer>("PUT", path(one), { send });
const tryOut = (body: object, one = appid) =>
  deployment.session.send<TestAnswer>("POST", `${path(one)}/test`, body);
const token = (one = appid) =>
  deployment.session.get<{
    accessToken: string;
    expiresAt: string;
    source: string;
  }>(`/api/v1/accounts/${one}/access-token`);
const rejected = (accessToken: string) =>
  deployment.session.send<{ renewed: boolean }>(
    "POST",
    `/api/v1/accounts/${appid}/access-token/rejected`,
    { tokenHash: createHash("sha256").update(accessToken).digest("hex") },
  );
async function secretOf(one = appid): Promise<string> {
  const { appSecret } = (await deployment.sandbox.control("app-secret", {
    appid: one,
  })) as { appSecret: string };
  return appSecret;
}
/** A living token of a Mini Program, as the customer's own server would have got it. */
async function tokenOf(one: string): Promise<string> {
  const answer = await fetch(
    `${deployment.sandbox.origin}/cgi-bin/stable_token`,
    {
      method: "POST",
      body: JSON.stringify({ appid: one, secret: await secretOf(one) }),
    },
  );
  return ((await answer.json()) as { access_token: string }).access_token;
}
const stableCalls = () => deployment.sandbox.calls("stable_token").length;

describe("a Mini Program with its AppSecret", () => {
  test("WeChat's stable token is served instead of the platform's", async () => {
    expect((await token()).body.source).toBe("component");
    await save({ mode: "app_secret", appSecret: await secretOf() });
    const { status, body } = await token();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      source: "app_secret",
      accessToken: await tokenOf(appid),
    });
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now() + 6_000_000);
  });

  test("the scene no longer names what is missing", async () => {
    const obstacles = async () =>
      JSON.stringify((await view(deployment, appid)).scenes);
    expect(await obstacles()).toContain("send_config");
    await save({ mode: "app_secret", appSecret: await secretOf() });
    expect(await obstacles()).not.toContain("send_config");
  });

  test("the AppSecret is tested before it is saved, and can be tested again", async () => {
    const appSecret = await secretOf();
    expect(
      (await tryOut({ send: { mode: "app_secret", appSecret } })).body,
    ).toMatchObject({
      ok: true,
      checks: [
        { id: "token", ok: true },
        { id: "appid", ok: true },
      ],
    });
    const wrong = await tryOut({
      send: { mode: "app_secret", appSecret: "0".repeat(32) },
    });
    expect(wrong.body).toMatchObject({
      ok: false,
      checks: [{ id: "token", ok: false }],
    });
    expect(wrong.body.checks[0]?.detail).toContain("AppSecret");
    await save({ mode: "app_secret", appSecret });
    expect((await tryOut({})).body.ok).toBe(true);
    const { body } = await deployment.session.get<{
      send: { testedAt: string };
    }>(path(appid));
    expect(Date.parse(body.send.testedAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  test("a reported token is renewed once for all systems that report it", async () => {
    await save({ mode: "app_secret", appSecret: await secretOf() });
    const dead = (await token()).body.accessToken;
    await deployment.sandbox.control("own-tokens-void", { appid });
    const before = stableCalls();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => rejected(dead)),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(stableCalls() - before).toBe(1);
    const living = (await token()).body.accessToken;
    expect(living).not.toBe(dead);
    expect((await rejected(dead)).body.renewed).toBe(false);
    expect(stableCalls() - before).toBe(1);
    const { body } = await deployment.session.get<{
      send: { diedEarlyAt: string | null };
    }>(path(appid));
    expect(body.send.diedEarlyAt).not.toBeNull();
  });

  test("a renewal is forced only when WeChat returns the refused token again", async () => {
    await save({ mode: "app_secret", appSecret: await secretOf() });
    const { accessToken } = (await token()).body;
    const before = stableCalls();
    const { status, body } = await rejected(accessToken);
    expect(stableCalls() - before).toBe(2);
    // Within half a minute WeChat renews nothing, not even by force.
    expect([status, (body as unknown as Problem).code]).toEqual([
      409,
      "token_unchanged",
    ]);
  });

  test("a refusal by WeChat is explained, and the old token is gone", async () => {
    await save({ mode: "app_secret", appSecret: "0".repeat(32) });
    const { status, body } = await token();
    expect(status).toBe(409);
    expect((body as unknown as Problem).code).toBe("wechat_refused");
    const failing = async () =>
      (
        await deployment.session.get<{
          send: { failing: { since: string; key: string } | null };
        }>(path(appid))
      ).body.send.failing;
    const since = (await failing())?.since;
    expect(await failing()).toMatchObject({ key: "40125" });
    await deployment.sql.query("update account_tokens set lease_until = null");
    await token();
    expect((await failing())?.since).toBe(since);
    await save({ mode: "app_secret", appSecret: await secretOf() });
    await token();
    expect(await failing()).toBeNull();
  });
});

test("a test message that WeChat refuses is explained", async () => {
  const send = (change: object) =>
    deployment.session.send<Problem & { messageId: string }>(
      "POST",
      `/api/v1/accounts/${appid}/test-messages`,
      {
        openid: "oFan",
        templateId: "sandboxTemplateAppointment000000000000000000",
        values: { time1: "2026-12-01 15:00", thing2: "请提前到店" },
        ...change,
      },
    );
  expect((await send({})).body.code).toBe("send_not_configured");
  await save({ mode: "app_secret", appSecret: await secretOf() });
  const { status, body } = await send({});
  expect([status, body.messageId]).toEqual([
    201,
    expect.stringMatching(/^\d{19}$/),
  ]);
  for (const [change, word] of [
    [{ openid: "o_refused" }, "拒收"],
    [{ templateId: "none" }, "模板"],
    [{ values: { time1: "x", thing2: "y".repeat(21) } }, "模板参数"],
    [{ page: "nowhere" }, "页面"],
    [{ openid: "nobody" }, "OpenID"],
  ] as const) {
    const refused = await send(change);
    expect([refused.status, refused.body.code]).toEqual([
      409,
      "wechat_refused",
    ]);
    expect(refused.body.detail).toContain(word);
  }
});

describe("a Mini Program with an Access Token URL", () => {
  const url = (more = "") => `${server.origin}/token${more}`;

  test("the token of the URL is served, fetched once for all callers", async () => {
    const living = await tokenOf(appid);
    server.answer.text = JSON.stringify({
      data: { access_token: living, expires_in: 3600 },
    });
    await save({
      mode: "url",
      url: url(),
      method: "POST",
      headers: { "x-key": "k1" },
    });
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => token()),
    );
    expect(
      answers.every(
        ({ body }) => body.accessToken === living && body.source === "url",
      ),
    ).toBe(true);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.request.method).toBe("POST");
    expect(server.asked[0]?.request.headers["x-key"]).toBe("k1");
  });

  test("the URL is fetched once more after WeChat refused its token", async () => {
    server.answer.text = await tokenOf(appid);
    await save({ mode: "url", url: url() });
    const dead = (await token()).body.accessToken;
    server.answer.text = JSON.stringify({ access_token: "another_token_of_1" });
    await Promise.all(Array.from({ length: 20 }, () => rejected(dead)));
    expect(server.asked).toHaveLength(2);
    expect((await token()).body.accessToken).toBe("another_token_of_1");
  });

  test("a URL that keeps returning the refused token is fetched once, and all callers get the error", async () => {
    server.answer.text = await tokenOf(appid);
    await save({ mode: "url", url: url() });
    const dead = (await token()).body.accessToken;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => rejected(dead)),
    );
    expect(server.asked).toHaveLength(2);
    expect(
      answers.every(
        ({ body }) => (body as unknown as Problem).code === "token_unchanged",
      ),
    ).toBe(true);
  });

  test("a token of another account and an expired one are explained", async () => {
    const send = { mode: "url", url: url() };
    server.answer.text = await tokenOf(appid);
    const good = (await tryOut({ send })).body;
    expect(good.ok).toBe(true);
    expect(good.checks[0]?.detail).toMatch(
      /^HTTP 200 · 已取得 .{4}….{4}，剩余 5 分钟，用时 \d+ 毫秒。$/,
    );
    server.answer.text = await tokenOf(other);
    const others = (await tryOut({ send })).body;
    expect(others.ok).toBe(false);
    expect(others.checks.at(-1)).toMatchObject({ id: "appid", ok: false });
    expect(others.checks.at(-1)?.detail).toContain(other);
    server.answer.text = await tokenOf(appid);
    await deployment.sandbox.control("own-tokens-void", { appid });
    expect((await tryOut({ send })).body.checks.at(-1)).toMatchObject({
      id: "appid",
      ok: false,
    });
  });

  test("a URL that another Mini Program uses leads to a warning", async () => {
    server.answer.text = await tokenOf(other);
    await save({ mode: "url", url: url() }, other);
    server.answer.text = await tokenOf(appid);
    const { body } = await tryOut({ send: { mode: "url", url: url() } });
    expect(body.ok).toBe(true);
    expect(body.checks[0]).toMatchObject({ id: "unique", ok: false });
    expect(body.checks[0]?.detail).toContain("望江读书会");
    const saved = await save<{ send: { sharedWith: string[] } }>({
      mode: "url",
      url: url(),
    });
    expect(saved.body.send.sharedWith).toEqual(["望江读书会"]);
  });

  test("saved headers stay unless typed again, and are sent to no other host", async () => {
    await save({
      mode: "url",
      url: url("?k=hidden"),
      headers: { "x-key": "k" },
    });
    const kept = await save<{ send: object }>({ mode: "url", method: "POST" });
    expect(kept.body.send).toMatchObject({
      url: `${url()}?…`,
      method: "POST",
      headerNames: ["x-key"],
    });
    const moved = await save<{ send: object }>({
      mode: "url",
      url: "https://tokens.example.com/",
    });
    expect(moved.body.send).toMatchObject({ headerNames: [] });
  });

  test("an answer without a token is explained", async () => {
    const reasonOf = async (change: Partial<OtherServer["answer"]>) => {
      Object.assign(
        server.answer,
        { status: 200, text: "", headers: {}, after: 0 },
        change,
      );
      const { body } = await tryOut({ send: { mode: "url", url: url() } });
      expect(body.ok).toBe(false);
      expect(body.checks).toHaveLength(1);
      return body.checks[0]?.detail ?? "";
    };
    expect(await reasonOf({ text: "<html>登录</html>" })).toContain(
      "没有找到 access token",
    );
    expect(await reasonOf({ status: 500 })).toContain("500");
    expect(await reasonOf({ text: "x".repeat(10 * 1024 * 1024) })).toContain(
      "256 KB",
    );
    expect(
      await reasonOf({
        status: 302,
        headers: { location: canary.origin },
      }),
    ).toContain("跳转");
    expect(
      await reasonOf({ headers: { "x-huge": "y".repeat(100_000) } }),
    ).not.toBe("");
    expect(await reasonOf({ after: 6_000 })).toContain("5 秒");
  });

  test("a forbidden URL is not fetched, in any spelling", async () => {
    const { port } = new URL(canary.origin);
    for (const place of [
      `127.0.0.1:${port}`,
      `127.1:${port}`,
      `0x7f000001:${port}`,
      `2130706433:${port}`,
      `[::1]:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `0.0.0.0:${port}`,
    ])
      for (const scheme of ["http", "https"]) {
        const { status, body } = await save({
          mode: "url",
          url: `${scheme}://${place}/`,
        });
        expect(status, place).toBe(400);
        expect(body.detail, place).not.toBe("");
      }
    const { body } = await tryOut({
      send: { mode: "url", url: `https://localhost:${port}/` },
    });
    expect(body).toMatchObject({ ok: false, checks: [{ id: "token" }] });
    expect(canary.asked).toEqual([]);
  });
});

test("an invalid source is refused field by field", async () => {
  for (const [send, field] of [
    [{ mode: "app_secret", appSecret: "short" }, "send.appSecret"],
    [{ mode: "app_secret" }, "send.appSecret"],
    [{ mode: "url" }, "send.url"],
    [
      { mode: "url", url: "https://a.example", headers: { Host: "x" } },
      "send.headers.Host",
    ],
    [
      { mode: "url", url: "https://a.example", headers: { a: "b\nc" } },
      "send.headers.a",
    ],
    [
      { mode: "url", url: "https://a.example", tokenPath: "a..b" },
      "send.tokenPath",
    ],
  ] as const) {
    const { status, body } = await save(send);
    expect(status, field).toBe(400);
    expect(body.errors?.map((error) => error.field)).toEqual([field]);
  }
  const service = await connect(deployment, sample(deployment, "云杉咖啡"));
  expect((await deployment.session.get<Problem>(path(service))).body.code).toBe(
    "mini_programs_only",
  );
});

test("typed secrets are nowhere in plain text: answers, pages, database, log", async () => {
  const appSecret = await secretOf();
  await save({ mode: "app_secret", appSecret });
  await token();
  server.answer.text = JSON.stringify({ access_token: "secret_token_value_1" });
  await save(
    {
      mode: "url",
      url: `${server.origin}/t?key=query-secret`,
      headers: { authorization: "Bearer header-secret" },
    },
    other,
  );
  await token(other);
  await deployment.session.send("PUT", path(appid), {
    receipt: {
      token: "pushtokensecret",
      encodingAesKey: "K".repeat(43),
      mode: "safe",
      format: "xml",
      source: "wechat",
    },
  });
  const tables = await deployment.sql.query<{ name: string }>(
    "select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition",
  );
  const dump: unknown[] = [];
  for (const { name } of tables.rows)
    dump.push(
      (await deployment.sql.query(`select t::text from ${name} t`)).rows,
    );
  const page = await fetch(
    `${deployment.consoles[0]?.origin ?? ""}/accounts/${appid}`,
    { headers: { cookie: deployment.session.cookie } },
  );
  const shown = [
    JSON.stringify(dump),
    await page.text(),
    deployment.consoles[0]?.output() ?? "",
    JSON.stringify((await deployment.session.get(path(appid))).body),
    JSON.stringify((await deployment.session.get(path(other))).body),
  ].join("\n");
  for (const secret of [
    appSecret,
    "secret_token_value_1",
    "query-secret",
    "header-secret",
    "pushtokensecret",
    "K".repeat(43),
  ])
    expect(shown.includes(secret), secret).toBe(false);
});
