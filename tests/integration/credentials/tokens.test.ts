import { setTimeout as pause } from "node:timers/promises";
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { connect } from "../../harness/accounts.ts";
import { type Session, signIn } from "../../harness/session.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

let deployment: Deployment;
let other: Session;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), { consoles: 2 });
  other = await signIn(deployment.consoles[1]?.origin ?? "");
  await deployment.sandbox.control("accounts-add", { count: 120 });
});
afterAll(() => deployment.close());
afterEach(async () => {
  wellAgain();
  await deployment.sql.query("delete from breakers");
  // What one test left due the next one would count.
  await deployment.sql.query("update account_tokens set renew_at = null");
});

const RENEW = "api_authorizer_token";
const calls = () => deployment.sandbox.calls(RENEW).length;

/** Accounts not used by other tests. */
async function connected(count: number): Promise<string[]> {
  const fresh = deployment.sandbox
    .accounts()
    .filter(({ name, grant }) => name.startsWith("连锁门店") && !grant)
    .slice(0, count);
  expect(fresh).toHaveLength(count);
  return Promise.all(fresh.map(({ appid }) => connect(deployment, appid)));
}
async function oneConnected(): Promise<string> {
  const [appid = ""] = await connected(1);
  return appid;
}

interface TokenAnswer {
  accessToken: string;
  code: string;
}
const tokenOf = (appid: string, session = deployment.session) =>
  session.get<TokenAnswer>(`/api/v1/accounts/${appid}/access-token`);

/** The token's end comes at a moment; no job looks after it. */
const endsIn = (appids: readonly string[], interval: string) =>
  deployment.sql.query(
    `update account_tokens set expires_at = now() + $2::interval, refreshed_at = now() + $2::interval - interval '2 hours', renew_at = null
      where appid = any($1)`,
    [appids, interval],
  );

interface Row {
  version: number;
  failures: number;
  key: string | null;
  /** Seconds from the failure to the next attempt. */
  pause: number | null;
}
async function rowOf(appid: string): Promise<Row> {
  const { rows } = await deployment.sql.query<Row>(
    `select version::int, failures, last_error_key as key, extract(epoch from retry_at - last_error_at)::float8 as pause
      from account_tokens where appid = $1 and kind = 'component'`,
    [appid],
  );
  if (!rows[0]) throw new Error("no such token");
  return rows[0];
}

type Kind = "http502" | "html" | "truncated" | "dropped" | "timeout";

/** WeChat fails so from now on. @returns how often it has */
function failing(how: { errcode: number } | { kind: Kind }): () => number {
  const MANY = 10_000;
  const failure = { path: RENEW, times: MANY, ...how };
  deployment.sandbox.setScenario({ failures: [failure] });
  return () => MANY - failure.times;
}
const wellAgain = () =>
  deployment.sandbox.setScenario({ failures: [], latencyMs: 0 });

describe("a token that is due for renewal", () => {
  /** Longer than one instance's job is behind the other's (they look every five seconds), seen from one of them. */
  const SLOW = 3_000;

  async function renewedByJobs(appids: string[]): Promise<number> {
    const before = calls();
    deployment.sandbox.setScenario({ latencyMs: SLOW });
    await deployment.sql.query(
      "update account_tokens set renew_at = now() + random() * interval '6 seconds' where appid = any($1)",
      [appids],
    );
    await pause(6_000 + 5_000 + 2 * SLOW);
    wellAgain();
    return calls() - before;
  }

  test("a due token is renewed without a caller, once by two instances", async () => {
    const appids = await connected(20);
    const before = await Promise.all(appids.map(rowOf));
    const tokens = await Promise.all(appids.map((appid) => tokenOf(appid)));
    expect(await renewedByJobs(appids)).toBe(20);
    expect(await Promise.all(appids.map(rowOf))).toEqual(
      before.map((row) => ({ ...row, version: row.version + 1 })),
    );
    const after = await Promise.all(appids.map((appid) => tokenOf(appid)));
    for (const [at, { body }] of after.entries())
      expect(body.accessToken).not.toBe(tokens[at]?.body.accessToken);
    const { rows } = await deployment.sql.query<{
      first: number;
      last: number;
    }>(
      `select extract(epoch from min(renew_at) - now())::float8 / 60 as first, extract(epoch from max(renew_at) - now())::float8 / 60 as last
        from account_tokens where appid = any($1)`,
      [appids],
    );
    expect(rows[0]?.first).toBeGreaterThan(89);
    expect(rows[0]?.last).toBeLessThan(111);
  });

  test("negative control: without the lease it is renewed more than once", async () => {
    const appids = await connected(20);
    await deployment.sql.query(`
      create function no_lease() returns trigger language plpgsql as $$ begin new.lease_until := null; return new; end $$;
      create trigger no_lease before update on account_tokens for each row execute function no_lease()`);
    const renewed = await renewedByJobs(appids);
    await deployment.sql.query(
      "drop trigger no_lease on account_tokens; drop function no_lease",
    );
    expect(renewed).toBeGreaterThan(20);
    await eventually(
      async () =>
        (
          await deployment.sql.query(
            "select 1 from account_tokens where renew_at < now()",
          )
        ).rowCount === 0,
      30_000,
    );
    // Calls in flight for rows that another instance has renewed.
    await pause(SLOW + 2_000);
  });

  test("the old token is served immediately while it is valid, whatever the renewal does", async () => {
    const appid = await oneConnected();
    const old = (await tokenOf(appid)).body.accessToken;
    await endsIn([appid], "2 minutes");
    const before = calls();
    deployment.sandbox.setScenario({ latencyMs: 4_000 });
    const begun = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        tokenOf(appid, at % 2 === 0 ? deployment.session : other),
      ),
    );
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(new Set(answers.map(({ body }) => body.accessToken))).toEqual(
      new Set([old]),
    );
    await eventually(
      async () => (await tokenOf(appid)).body.accessToken !== old,
    );
    wellAgain();
    expect(calls() - before).toBe(1);
  });
});

describe("a token that cannot be renewed", () => {
  const kinds: [string, { errcode: number } | { kind: Kind }, string][] = [
    ["is busy (-1)", { errcode: -1 }, "-1"],
    ["answers 502", { kind: "http502" }, "http_status"],
    ["answers with a page", { kind: "html" }, "not_json"],
    ["breaks its JSON off", { kind: "truncated" }, "not_json"],
    ["hangs up", { kind: "dropped" }, "network"],
    ["does not answer", { kind: "timeout" }, "timeout"],
  ];
  for (const [what, how, key] of kinds)
    test(`pauses double while WeChat ${what}, and callers get the reason immediately`, async () => {
      const appid = await oneConnected();
      await endsIn([appid], "-1 minute");
      const asked = failing(how);
      const pauses = [];
      // Each time-out takes its five seconds.
      const attempts = key === "timeout" ? 2 : 5;
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const failed = await tokenOf(appid);
        expect(failed.status).not.toBe(200);
        const begun = performance.now();
        const waiting = await Promise.all(
          Array.from({ length: 20 }, (_, at) =>
            tokenOf(appid, at % 2 === 0 ? deployment.session : other),
          ),
        );
        expect(performance.now() - begun).toBeLessThan(2_000);
        for (const { status, body } of waiting)
          expect([status, body.code]).toEqual([
            failed.status,
            failed.body.code,
          ]);
        expect(asked()).toBe(attempt);
        const row = await rowOf(appid);
        expect(row).toMatchObject({ failures: attempt, key });
        pauses.push(Math.round(row.pause ?? 0));
        await deployment.sql.query(
          "update account_tokens set retry_at = now() where appid = $1",
          [appid],
        );
      }
      // 45 seconds for the first four: the fifth call is the last one of the first minute.
      expect(pauses).toEqual([3, 6, 12, 24, 48].slice(0, attempts));
      wellAgain();
      expect((await tokenOf(appid)).status).toBe(200);
      expect(await rowOf(appid)).toMatchObject({ failures: 0, pause: null });
    });

  test("the job and callers on two instances ask three times in the first eighteen seconds", async () => {
    const appid = await oneConnected();
    await endsIn([appid], "-1 minute");
    const asked = failing({ errcode: -1 });
    await deployment.sql.query(
      "update account_tokens set renew_at = now() where appid = $1",
      [appid],
    );
    const end = performance.now() + 18_000;
    while (performance.now() < end) {
      await Promise.all([tokenOf(appid), tokenOf(appid, other), pause(250)]);
    }
    expect(asked()).toBe(3);
  });
});

describe("a used-up daily quota (45009)", () => {
  const midnight =
    "(date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '1 day') at time zone 'Asia/Shanghai'";
  async function waitsForMidnight(appid: string): Promise<boolean> {
    const { rows } = await deployment.sql.query<{ waits: boolean | null }>(
      `select retry_at = ${midnight} as waits from account_tokens where appid = $1`,
      [appid],
    );
    return rows[0]?.waits === true;
  }

  test("no instance asks before midnight in Beijing or a successful 重置限额", async () => {
    const appid = await oneConnected();
    const old = (await tokenOf(appid)).body.accessToken;
    await endsIn([appid], "2 minutes");
    const asked = failing({ errcode: 45009 });
    expect((await tokenOf(appid)).body.accessToken).toBe(old);
    await eventually(() => waitsForMidnight(appid));
    wellAgain();
    for (let time = 0; time < 5; time += 1)
      expect((await tokenOf(appid, other)).body.accessToken).toBe(old);
    expect(asked()).toBe(1);
    const before = calls();
    const reset = await deployment.session.send<{ outcome: string }>(
      "POST",
      `/api/v1/accounts/${appid}/quota-resets`,
    );
    expect(reset.body.outcome).toBe("done");
    expect(await waitsForMidnight(appid)).toBe(false);
    await eventually(
      async () => (await tokenOf(appid)).body.accessToken !== old,
    );
    expect(calls() - before).toBe(1);
  });

  test("an account without a valid token is refused with that reason, without asking WeChat", async () => {
    const appid = await oneConnected();
    await endsIn([appid], "-1 minute");
    const asked = failing({ errcode: 45009 });
    const answers = [
      await tokenOf(appid),
      await tokenOf(appid, other),
      await tokenOf(appid),
    ];
    wellAgain();
    expect(await waitsForMidnight(appid)).toBe(true);
    for (const { status, body } of answers)
      expect([status, body.code]).toEqual([409, "wechat_refused"]);
    expect(asked()).toBe(1);
  });
});

describe("a WeChat that fails for many accounts", () => {
  /** Consecutive failures of any accounts; see lib/credentials/tokens/breaker.ts. */
  const OPENS_AFTER = 8;
  const codes = (answers: { status: number; body: TokenAnswer }[]) =>
    answers.map(({ status, body }) => (status === 200 ? "token" : body.code));

  async function breaker() {
    const { rows } = await deployment.sql.query<{
      failures: number;
      left: number;
    }>(
      "select failures, extract(epoch from open_until - now())::float8 as left from breakers",
    );
    return rows[0];
  }
  const onBoth = (appids: readonly string[]) =>
    Promise.all(
      appids.map((appid, at) =>
        tokenOf(appid, at % 2 === 0 ? deployment.session : other),
      ),
    );

  test("eight failures pause all accounts, one asks for all, and its success ends the pause", async () => {
    const [lucky = "", ...appids] = await connected(29);
    const old = (await tokenOf(lucky)).body.accessToken;
    await endsIn(appids, "-1 minute");
    await endsIn([lucky], "2 minutes");
    const asked = failing({ kind: "http502" });
    for (const appid of appids.slice(0, OPENS_AFTER))
      expect((await tokenOf(appid)).body.code).toBe("wechat_unreachable");
    expect(codes(await onBoth(appids.slice(8, 16)))).toEqual(
      Array.from({ length: 8 }, () => "wechat_paused"),
    );
    expect((await tokenOf(lucky, other)).body.accessToken).toBe(old);
    expect(asked()).toBe(OPENS_AFTER);
    expect((await breaker())?.left).toBeLessThan(5);
    const { body } = await deployment.session.get<{
      problems: { kind: string }[];
    }>("/api/v1/status");
    expect(body.problems.map(({ kind }) => kind)).toContain("wechat_api_down");

    // The pause of the breaker, less than five seconds, has ended by then.
    await pause(5_000);
    const stillDown = await onBoth(appids.slice(16, 22));
    expect(codes(stillDown).sort()).toEqual([
      ...Array.from({ length: 5 }, () => "wechat_paused"),
      "wechat_unreachable",
    ]);
    expect(asked()).toBe(OPENS_AFTER + 1);
    expect((await breaker())?.left).toBeGreaterThan(8);

    await deployment.sql.query("update breakers set open_until = now()");
    // Both instances read the breaker again after a second.
    await pause(1_100);
    wellAgain();
    deployment.sandbox.setScenario({ latencyMs: 1_000 });
    const before = calls();
    const probed = await onBoth(appids.slice(22, 28));
    wellAgain();
    expect(codes(probed).sort()).toEqual([
      "token",
      ...Array.from({ length: 5 }, () => "wechat_paused"),
    ]);
    expect(calls() - before).toBe(1);
    expect(await breaker()).toBeUndefined();
    // The pauses of the other accounts have ended by then.
    await pause(3_000);
    expect(codes(await onBoth(appids.slice(8, 28)))).toEqual(
      Array.from({ length: 20 }, () => "token"),
    );
  });
});

test("a session without its second factor gets no token", async () => {
  const appid = await oneConnected();
  const answers = async () =>
    Promise.all(
      [deployment.session, other].map(async (session) => {
        const { status, body } = await tokenOf(appid, session);
        return [status, body.code];
      }),
    );
  const both = (status: number, code: string) => [
    [status, code],
    [status, code],
  ];
  expect((await tokenOf(appid)).status).toBe(200);
  await deployment.sql.query(
    "insert into passkeys (credential_id, user_id, name, public_key, counter, multi_device, backed_up) select 'x', id, 'x', 'x', 0, false, false from users",
  );
  expect(await answers()).toEqual(both(401, "second_factor_required"));
  await deployment.sql.query(
    "delete from passkeys; update users set created_at = now() - interval '8 days'; update security_settings set second_factor_required_since = now() - interval '8 days'",
  );
  expect(await answers()).toEqual(both(403, "second_factor_missing"));
  await deployment.sql.query(
    "update security_settings set second_factor_required_since = null",
  );
  expect((await tokenOf(appid, other)).status).toBe(200);
});
