import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, sample, view } from "../../harness/accounts.ts";
import { signIn, type Session } from "../../harness/session.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), { consoles: 2 });
  await deployment.sandbox.control("accounts-add", { count: 40 });
});
afterAll(() => deployment.close());

const MASS = "/cgi-bin/message/mass/sendall";

interface Result {
  outcome: string;
  remaining: number;
  errorKey: string | null;
  code?: string;
  before: { path: string; used: number }[] | null;
  after: { path: string; used: number }[] | null;
}
interface Ledger {
  limit: number;
  remaining: number;
  unknown: number;
  renewsAt: string;
  items: { outcome: string; by: string; errorKey: string | null }[];
}

async function account(): Promise<string> {
  const found = deployment.sandbox
    .accounts()
    .find(({ name, grant }) => name.startsWith("连锁门店") && !grant);
  if (!found) throw new Error("no account left");
  await connect(deployment, found.appid);
  await deployment.sandbox.control("quota", {
    appid: found.appid,
    path: MASS,
    used: 60,
  });
  return found.appid;
}
const reset = (
  appid: string,
  session: Session = deployment.session,
  headers: Record<string, string> = {},
) =>
  session.send<Result>(
    "POST",
    `/api/v1/accounts/${appid}/quota-resets`,
    {},
    headers,
  );
const ledger = async (appid: string) =>
  (
    await deployment.session.get<Ledger>(
      `/api/v1/accounts/${appid}/quota-resets`,
    )
  ).body;
const quota = (appid: string) =>
  deployment.session.get<{
    interfaces: { path: string; used: number; dailyLimit: number }[];
    code?: string;
  }>(`/api/v1/accounts/${appid}/quota`);
const calls = () => deployment.sandbox.calls("/cgi-bin/clear_quota").length;
const fail = (failures: object[]) =>
  deployment.sandbox.control("knobs", { failures });

describe("today's use", () => {
  test("the use is read from WeChat for the interfaces of the operation scenes", async () => {
    const appid = await account();
    const { body } = await quota(appid);
    expect(body.interfaces).toHaveLength(6);
    expect(body.interfaces.find(({ path }) => path === MASS)).toEqual({
      path: MASS,
      used: 60,
      remain: 40,
      dailyLimit: 100,
    });
  });

  test("Mini Programs have no quota to show or reset", async () => {
    const appid = await connect(deployment, sample(deployment, "云杉咖啡点单"));
    for (const { status, body } of [await quota(appid), await reset(appid)])
      expect([status, body.code]).toEqual([409, "official_accounts_only"]);
  });
});

describe("重置限额", () => {
  test("a reset shows before and after, and is counted in the ledger with its member", async () => {
    const appid = await account();
    const { status, body } = await reset(appid);
    expect([status, body.outcome, body.remaining]).toEqual([201, "done", 9]);
    const use = (list: Result["before"]) =>
      list?.find(({ path }) => path === MASS)?.used;
    expect([use(body.before), use(body.after)]).toEqual([60, 0]);
    expect(await ledger(appid)).toMatchObject({
      limit: 10,
      remaining: 9,
      items: [{ outcome: "done", by: "owner" }],
    });
  });

  test("50 concurrent requests with one Idempotency-Key make one call and get its answer", async () => {
    const appid = await account();
    const before = calls();
    deployment.sandbox.setScenario({ latencyMs: 80 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        reset(appid, deployment.session, {
          "idempotency-key": `press ${appid}`,
        }),
      ),
    );
    deployment.sandbox.setScenario({ latencyMs: 0 });
    expect(calls() - before).toBe(1);
    expect(
      new Set(answers.map(({ status, body }) => `${status} ${body.outcome}`)),
    ).toEqual(new Set(["201 done"]));
    expect((await ledger(appid)).remaining).toBe(9);
  });

  test("two operators on two instances who press at the same moment make one call", async () => {
    const appid = await account();
    const sessions = await Promise.all(
      deployment.consoles.map(({ origin }) => signIn(origin)),
    );
    const before = calls();
    deployment.sandbox.setScenario({ latencyMs: 80 });
    const answers = await Promise.all(
      sessions.map((session, index) =>
        reset(appid, session, { "idempotency-key": `${index} ${appid}` }),
      ),
    );
    deployment.sandbox.setScenario({ latencyMs: 0 });
    expect(calls() - before).toBe(1);
    expect(answers.map(({ body }) => body.outcome)).toEqual(["done", "done"]);
  });

  test("negative control: without the unique pending reset they make two calls", async () => {
    const appid = await account();
    await deployment.sql.query(`
      drop index quota_resets_one_pending;
      create function forget_pending() returns trigger language plpgsql as $$ begin new.appid := 'x' || new.appid; return new; end $$;
      create trigger forget_pending before insert on quota_resets for each row execute function forget_pending()`);
    const before = calls();
    deployment.sandbox.setScenario({ latencyMs: 80 });
    const sessions = await Promise.all(
      deployment.consoles.map(({ origin }) => signIn(origin)),
    );
    await Promise.all(sessions.map((session) => reset(appid, session)));
    deployment.sandbox.setScenario({ latencyMs: 0 });
    await deployment.sql.query(`
      drop trigger forget_pending on quota_resets; drop function forget_pending;
      delete from quota_resets where appid like 'x%';
      create unique index quota_resets_one_pending on quota_resets (appid) where outcome = 'pending'`);
    expect(calls() - before).toBe(2);
  });

  test("the eleventh reset of a month is refused without asking WeChat", async () => {
    const appid = await account();
    for (let press = 9; press >= 0; press -= 1)
      expect((await reset(appid)).body).toMatchObject({
        outcome: "done",
        remaining: press,
      });
    const before = calls();
    const { status, body } = await reset(appid);
    expect([status, body.code]).toEqual([409, "quota_resets_exhausted"]);
    expect(calls()).toBe(before);
  });

  test("a month begins at 00:00 in Shanghai", async () => {
    const appid = await account();
    const stored = (moment: string) =>
      deployment.sql.query(
        `insert into quota_resets (appid, at, by_id, by_name, outcome, lease_until)
         select $1, ${moment}, gen_random_uuid(), 'x', 'done', now() from generate_series(1, 10)`,
        [appid],
      );
    const monthStart =
      "(date_trunc('month', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')";
    await stored(`${monthStart} - interval '1 millisecond'`);
    expect((await ledger(appid)).remaining).toBe(10);
    await stored(monthStart);
    const after = await ledger(appid);
    expect(after.remaining).toBe(0);
    const renews = new Date(new Date(after.renewsAt).getTime() + 8 * 3_600_000);
    expect(renews.toISOString()).toMatch(/-01T00:00:00\.000Z$/);
    expect(new Date(after.renewsAt).getTime()).toBeGreaterThan(Date.now());
  });

  test("WeChat's count wins when it says that no reset is left", async () => {
    const appid = await account();
    await deployment.sandbox.control("quota-resets", { appid, count: 10 });
    const { status, body } = await reset(appid);
    expect([status, body.outcome, body.remaining, body.errorKey]).toEqual([
      201,
      "refused",
      0,
      "48006",
    ]);
    const before = calls();
    expect((await reset(appid)).body.code).toBe("quota_resets_exhausted");
    expect(calls()).toBe(before);
  });

  test("no reset is sent or counted while WeChat is down", async () => {
    const appid = await account();
    const before = calls();
    await fail([{ path: "quota/get", times: 100, kind: "http502" }]);
    const { status, body } = await reset(appid);
    await fail([]);
    expect([status, body.code]).toEqual([503, "wechat_unreachable"]);
    expect(calls()).toBe(before);
    expect(await ledger(appid)).toMatchObject({ remaining: 10, unknown: 0 });
  });

  test("a lost answer is settled by the reading right after it", async () => {
    const appid = await account();
    await fail([{ path: "/cgi-bin/clear_quota", times: 1, kind: "http502" }]);
    expect((await reset(appid)).body).toMatchObject({
      outcome: "done",
      remaining: 9,
    });
  });

  test("a lost answer without a reading is unknown and uncounted until the next reading", async () => {
    const appid = await account();
    const readings = deployment.sandbox.calls("quota/get").length;
    deployment.sandbox.setScenario({ latencyMs: 500 });
    const answer = reset(appid);
    // By now the readings before the reset are answered and the reset itself is under way.
    await eventually(
      () => deployment.sandbox.calls("quota/get").length >= readings + 6,
    );
    await fail([
      { path: "/cgi-bin/clear_quota", times: 1, kind: "http502" },
      { path: "quota/get", times: 100, kind: "http502" },
    ]);
    const { status, body } = await answer;
    deployment.sandbox.setScenario({ latencyMs: 0, failures: [] });
    expect([status, body.outcome, body.remaining]).toEqual([
      201,
      "unknown",
      10,
    ]);
    expect(await ledger(appid)).toMatchObject({ remaining: 10, unknown: 1 });
    await quota(appid);
    expect(await ledger(appid)).toMatchObject({ remaining: 9, unknown: 0 });
  });

  test("a reset without effect is settled as refused and not counted", async () => {
    const appid = await account();
    await fail([{ path: "/cgi-bin/clear_quota", times: 1, kind: "dropped" }]);
    const { body } = await reset(appid);
    await fail([]);
    expect(body).toMatchObject({ outcome: "refused", remaining: 10 });
    expect((await reset(appid)).body).toMatchObject({
      outcome: "done",
      remaining: 9,
    });
  });

  test("a reset whose process died is unknown once its time has expired", async () => {
    const appid = await account();
    await deployment.sql.query(
      `insert into quota_resets (appid, at, by_id, by_name, outcome, lease_until)
       values ($1, clock_timestamp(), gen_random_uuid(), 'x', 'pending', now() - interval '1 second')`,
      [appid],
    );
    expect(await ledger(appid)).toMatchObject({
      remaining: 10,
      unknown: 1,
      items: [{ outcome: "unknown" }],
    });
  });

  test("a deauthorized account has no quota to reset", async () => {
    const appid = await account();
    await deployment.sandbox.control("deauthorize", { appid });
    await eventually(
      async () => (await view(deployment, appid)).status === "deauthorized",
    );
    expect((await reset(appid)).body.code).toBe("account_deauthorized");
  });
});
