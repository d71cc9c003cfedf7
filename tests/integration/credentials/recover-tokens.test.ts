import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Program, spawnLingpai } from "../../harness/console.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

const COUNT = 1_200;
const SECRET_KEYS = `test:${Buffer.alloc(32, 7).toString("base64")}`;

let deployment: Deployment;
let appids: string[];
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), {
    env: { SECRET_KEYS },
  });
  appids = await authorizedUnnoticed(COUNT);
  const { body } = await deployment.session.send<{ added: number }>(
    "POST",
    "/api/v1/platform/sync-accounts",
  );
  expect(body.added).toBe(COUNT);
  // Read by what the tests take from lib, once and for all.
  process.env["SECRET_KEYS"] = SECRET_KEYS;
});
afterAll(() => deployment.close());

/** Accounts that WeChat's side has authorized and of which no push came. */
async function authorizedUnnoticed(count: number): Promise<string[]> {
  const made = (await deployment.sandbox.control("accounts-add", {
    count,
  })) as {
    appids: string[];
  };
  deployment.sandbox.setScenario({ losePushes: count });
  for (const appid of made.appids)
    await deployment.sandbox.control("authorize", { appid });
  deployment.sandbox.setScenario({ losePushes: 0 });
  return made.appids;
}

/** The merchant confirms once more, of which WeChat pushes nothing as no set changed: the refresh token is another one. */
const confirmedAgain = (appid: string) =>
  deployment.sandbox.control("authorize", { appid });

async function endedUnnoticed(appid: string): Promise<void> {
  deployment.sandbox.setScenario({ losePushes: 1 });
  await deployment.sandbox.control("deauthorize", { appid });
  deployment.sandbox.setScenario({ losePushes: 0 });
}

/** All refresh tokens are gone, nonsense, or of the past; access tokens are gone, and no job looks after them. */
async function destroyTokens(of: readonly string[] = appids): Promise<void> {
  const third = (which: number) => of.filter((_, at) => at % 3 === which);
  // What a job is renewing just now is void, too.
  await deployment.sql.query(
    `update account_tokens set access_token_sealed = null, expires_at = null, refreshed_at = now() - interval '1 hour',
      renew_at = null, last_error_key = null, failing_since = null, retry_at = null,
      version = version + 1, lease_id = null, lease_until = null where appid = any($1)`,
    [of],
  );
  await deployment.sql.query(
    "update account_tokens set refresh_token_sealed = null where appid = any($1)",
    [third(0)],
  );
  await deployment.sql.query(
    "update account_tokens set refresh_token_sealed = $2 || md5(appid) where appid = any($1)",
    [third(1), `test.${randomBytes(80).toString("base64url")}`],
  );
  for (const appid of third(2)) await confirmedAgain(appid);
}

const tokenOf = (appid: string) =>
  deployment.session.get<{ accessToken: string; code: string }>(
    `/api/v1/accounts/${appid}/access-token`,
  );

async function withoutToken(of: readonly string[]): Promise<string[]> {
  const refused: string[] = [];
  for (let from = 0; from < of.length; from += 40)
    await Promise.all(
      of.slice(from, from + 40).map(async (appid) => {
        const { status, body } = await tokenOf(appid);
        if (status !== 200) refused.push(`${appid} ${body.code}`);
      }),
    );
  return refused;
}

async function standingOf(appid: string): Promise<string | undefined> {
  const { rows } = await deployment.sql.query<{ status: string }>(
    "select status from accounts where appid = $1",
    [appid],
  );
  return rows[0]?.status;
}

async function renewedUnasked(): Promise<number> {
  const { rows } = await deployment.sql.query<{ count: number }>(
    "select count(*)::int from account_tokens where access_token_sealed is not null",
  );
  return rows[0]?.count ?? 0;
}

/** 12 500 */
const spaced = (value: number) =>
  value.toLocaleString("en").replaceAll(",", " ");

const start = (env: Record<string, string> = {}) =>
  spawnLingpai(["recover-tokens"], { ...deployment.env, ...env });

async function recover(
  env: Record<string, string> = {},
): Promise<{ status: number | null; output: string }> {
  const command = start(env);
  const status = await command.ended;
  return { status, output: command.output() };
}

const saysPage = (command: Program) =>
  eventually(() => command.output().includes("compared …"), 20_000);
const calls = (api: string) => deployment.sandbox.calls(api).length;

describe("recover-tokens", () => {
  test("lost, broken and old tokens are recovered, accounts adopted and marked, without a scan", async () => {
    const unknown = await authorizedUnnoticed(2);
    const [gone = ""] = appids.splice(700, 1);
    await endedUnnoticed(gone);
    await destroyTokens();
    expect(await recover()).toEqual({
      status: 0,
      output: [
        "500 of 1 201 compared …",
        "1 000 of 1 201 compared …",
        "1 201 of 1 201 compared …",
        "1 201 found in WeChat's list, 2 added, 1 199 recovered, 1 no longer authorized",
        "the console fetches access tokens for the added and recovered ones by itself, within a minute or so while it runs",
        "",
      ].join("\n"),
    });
    appids.push(...unknown);
    expect(await standingOf(gone)).toBe("deauthorized");
    await eventually(async () => (await renewedUnasked()) > 100, 30_000);
    expect(await withoutToken(appids)).toEqual([]);
    const { rows } = await deployment.sql.query(
      "select actor_name from audit_log where action = 'platform.synced' order by at desc limit 1",
    );
    expect(rows).toEqual([{ actor_name: "recover-tokens" }]);
  }, 180_000);

  for (const [signal, status] of [
    ["SIGKILL", null],
    ["SIGTERM", 1],
  ] as const)
    test(`${signal} in the middle lets the next run resume, after the wait that it announces`, async () => {
      await destroyTokens();
      deployment.sandbox.setScenario({ latencyMs: 700 });
      const command = start();
      await saysPage(command);
      command.child.kill(signal);
      expect(await command.ended).toBe(status);
      expect(command.output()).toBe(
        `500 of ${spaced(appids.length)} compared …\n`,
      );
      deployment.sandbox.setScenario({ latencyMs: 0 });
      // The list grows shorter before the place: the account behind it slips into what is compared already.
      const gone = deployment.sandbox
        .accounts()
        .find(({ grant }) => grant)?.appid;
      await endedUnnoticed(gone ?? "");
      appids = appids.filter((appid) => appid !== gone);
      const again = await recover();
      expect(again.output).toMatch(
        /had compared 500: unless it is still running, this one takes over in (\d|1\d) s …\nan earlier run compared 500 accounts: this one resumes there\n1 000 of [\d ]+ compared …\n/,
      );
      // The one that is gone was compared before it went.
      expect(again.output).toContain(
        ` 0 added, ${spaced(appids.length + 1)} recovered, 0 no longer`,
      );
      expect(again.status).toBe(0);
      expect(await withoutToken(appids.slice(400, 600))).toEqual([]);
      appids.push(...(await authorizedUnnoticed(1)));
      expect((await recover()).output).toContain(
        " 1 added, 0 recovered, 1 no longer",
      );
    }, 180_000);

  test("a run resumes nothing that was left unfinished more than ten minutes ago", async () => {
    await destroyTokens();
    await deployment.sql.query(
      "update reconciliations set place = 500, started_at = now() - interval '11 minutes', finished_at = null",
    );
    const { status, output } = await recover();
    expect(output).toMatch(/^500 of [\d ]+ compared …\n/);
    expect(status).toBe(0);
    expect(await withoutToken(appids.slice(0, 100))).toEqual([]);
  }, 180_000);

  test("a concurrent run leaves the work to the first, also while one page takes long", async () => {
    const unknown = await authorizedUnnoticed(150);
    appids.push(...unknown);
    // Five at once: thirty seconds for the records of a page, which is longer than the lease.
    deployment.sandbox.setScenario({ latencyMs: 1_000 });
    const first = start();
    await eventually(() => first.output().includes("\n1 000 of "), 30_000);
    // Longer than the lease, which the first run must renew.
    await pause(15_500);
    expect(first.output()).not.toContain(`\n${spaced(appids.length)} of`);
    const second = await recover();
    deployment.sandbox.setScenario({ latencyMs: 0 });
    expect(second.output).toMatch(
      /had compared 1 000: .+\nit is still running, and has compared 1 000: .+\n$/,
    );
    expect(second.status).toBe(1);
    expect(await first.ended).toBe(0);
    expect(first.output()).toMatch(/ 150 added, 0 recovered, 0 no longer/);
  }, 180_000);

  /** While the comparison of a page waits for a lock on its first account, another account of the page is reauthorized. */
  async function renewedMeanwhile(
    among: string[],
    authorize: (appid: string) => Promise<void>,
  ): Promise<void> {
    // A page is written in the order of the AppIDs.
    const [held = "", renewed = ""] = [...among].sort();
    await destroyTokens([held, renewed]);
    const blocker = await deployment.sql.connect();
    await blocker.query("begin");
    await blocker.query(
      "select 1 from account_tokens where appid = $1 for update",
      [held],
    );
    const command = start();
    await eventually(
      async () =>
        (
          await deployment.sql.query(
            "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%insert into account_tokens%'",
          )
        ).rowCount === 1,
    );
    await authorize(renewed).finally(() => blocker.query("commit"));
    blocker.release();
    expect(await command.ended).toBe(0);
    expect(await storedToken(renewed)).toBe(listedToken(renewed));
    expect(await withoutToken([held, renewed])).toEqual([]);
  }

  test("an account that is authorized again while its page is compared is left alone", () =>
    renewedMeanwhile(appids.slice(0, 100), authorizedBySets));

  test("an account that is adopted meanwhile without an access token is left alone too", async () => {
    let synced: Promise<unknown> = Promise.resolve();
    await renewedMeanwhile(appids.slice(100, 200), async (appid) => {
      await confirmedAgain(appid);
      await deployment.sql.query(
        "delete from account_tokens where appid = $1",
        [appid],
      );
      await deployment.sql.query("delete from accounts where appid = $1", [
        appid,
      ]);
      synced = deployment.session.send(
        "POST",
        "/api/v1/platform/sync-accounts",
      );
      await eventually(async () => Boolean(await sealedOf(appid)));
      // The renewal job must not renew it before the comparison continues.
      await deployment.sql.query(
        "update account_tokens set renew_at = null where appid = $1",
        [appid],
      );
    });
    await synced;
  });

  test("wrong keys change nothing, and a refusal by WeChat is explained", async () => {
    await destroyTokens(appids.slice(0, 3));
    const keys = `test:${Buffer.alloc(32, 8).toString("base64")}`;
    const wrong = await recover({ SECRET_KEYS: keys });
    expect(wrong.output).toMatch(/^SECRET_KEYS: the key "test" is another/);
    expect(wrong.status).toBe(1);
    deployment.sandbox.setScenario({ whitelist: ["203.0.113.1"] });
    const refused = await recover();
    deployment.sandbox.setScenario({ whitelist: null });
    expect(refused.output).toMatch(
      /^api_get_authorizer_list is refused by WeChat with 61004: .+\nenter (127\.0\.0\.1|::1), .+白名单 IP 地址列表\n/,
    );
    expect(refused.status).toBe(1);
    // A failed run does not block the next one.
    expect((await recover()).output).toMatch(/^500 of /);
    expect(await withoutToken(appids.slice(0, 3))).toEqual([]);
  }, 60_000);
});

async function sealedOf(appid: string): Promise<string | null | undefined> {
  const { rows } = await deployment.sql.query<{ sealed: string | null }>(
    "select refresh_token_sealed as sealed from account_tokens where appid = $1 and kind = 'component'",
    [appid],
  );
  return rows[0]?.sealed;
}

const sealContext = (appid: string) => ({
  table: "account_tokens",
  column: "refresh_token",
  row: appid,
});

async function storedToken(appid: string): Promise<string> {
  const { open } = await import("#lib/base/secrets/index.ts");
  return open((await sealedOf(appid)) ?? "", sealContext(appid));
}

/** The refresh token that counts at WeChat. */
const listedToken = (appid: string) =>
  deployment.sandbox.accounts().find((account) => account.appid === appid)
    ?.grant?.refreshToken ?? "";

/** A new authorization that WeChat pushes, as its sets are others. */
async function authorizedBySets(appid: string): Promise<void> {
  const before = await sealedOf(appid);
  await deployment.sandbox.control("sets", { appid, sets: [1, 7, 15] });
  await eventually(async () => (await sealedOf(appid)) !== before);
}

describe("a refresh token that WeChat no longer takes (61023)", () => {
  const lists = () => calls("api_get_authorizer_list");
  const asked = () => calls("api_authorizer_token");
  const loseAccessTokens = (of: readonly string[]) =>
    deployment.sql.query(
      "update account_tokens set access_token_sealed = null, expires_at = null, renew_at = null where appid = any($1)",
      [of],
    );

  beforeAll(() =>
    deployment.sql.query("update account_tokens set renew_at = null"),
  );

  test("a newer token in the row is used", async () => {
    const { seal } = await import("#lib/base/secrets/index.ts");
    const [appid = ""] = appids;
    await loseAccessTokens([appid]);
    await confirmedAgain(appid);
    const newer = seal(listedToken(appid), sealContext(appid));
    const before = lists();
    deployment.sandbox.setScenario({ latencyMs: 600 });
    const answer = tokenOf(appid);
    // The list is being read by then, and answered after 600 ms.
    await pause(300);
    await deployment.sql.query(
      "update account_tokens set refresh_token_sealed = $2 where appid = $1 and kind = 'component'",
      [appid, newer],
    );
    deployment.sandbox.setScenario({ latencyMs: 0 });
    expect((await answer).status).toBe(200);
    expect(lists()).toBe(before);
  });

  test("twenty lost tokens are recovered by one reading of WeChat's list", async () => {
    const twenty = appids.slice(20, 40);
    await loseAccessTokens(twenty);
    for (const appid of twenty) await confirmedAgain(appid);
    const [before, begun] = [lists(), asked()];
    deployment.sandbox.setScenario({ latencyMs: 50 });
    const answers = await Promise.all(twenty.map(tokenOf));
    deployment.sandbox.setScenario({ latencyMs: 0 });
    expect(answers.map(({ status }) => status)).toEqual(twenty.map(() => 200));
    expect(lists() - before).toBe(Math.ceil(appids.length / 500));
    expect(asked() - begun).toBe(40);
    await loseAccessTokens(twenty);
    expect(await withoutToken(twenty)).toEqual([]);
    expect(asked() - begun).toBe(60);
  });

  test("a token is searched again when the last search is older than the refusal", async () => {
    const [confirmed = "", unreadable = ""] = appids.slice(20, 22);
    await loseAccessTokens([confirmed, unreadable]);
    await confirmedAgain(confirmed);
    await deployment.sql.query(
      "update account_tokens set refresh_token_sealed = 'test.nonsense' where appid = $1",
      [unreadable],
    );
    expect(await withoutToken([confirmed, unreadable])).toEqual([]);
  });

  test("a token that is nowhere makes the merchant scan, which is notified once", async () => {
    const [appid = ""] = appids.slice(40);
    await loseAccessTokens([appid]);
    deployment.sandbox.setScenario({
      failures: [{ path: "api_authorizer_token", times: 100, errcode: 61023 }],
    });
    const before = asked();
    await deployment.sql.query(
      "update account_tokens set renew_at = now() where appid = $1",
      [appid],
    );
    for (let time = 0; time < 5; time += 1) {
      const { status, body } = await tokenOf(appid);
      expect([status, body.code]).toEqual([409, "needs_reauthorization"]);
    }
    await deployment.sql.query(
      "update account_tokens set failing_since = failing_since - interval '6 minutes' where appid = $1",
      [appid],
    );
    const { body } = await deployment.session.get<{
      problems: { kind: string; details: { count: number; key: string } }[];
    }>("/api/v1/status");
    expect(body.problems).toMatchObject([
      {
        kind: "accounts_need_authorization",
        details: { count: 1, key: "61023" },
      },
    ]);
    // Longer than the interval of the job that renews tokens.
    await pause(6_000);
    deployment.sandbox.setScenario({ failures: [] });
    expect(asked() - before).toBe(1);
    const { rows } = await deployment.sql.query<{ hours: number }>(
      "select extract(epoch from retry_at - now())::float8 / 3600 as hours from account_tokens where appid = $1",
      [appid],
    );
    expect(rows[0]?.hours).toBeGreaterThan(5);
  });
});
