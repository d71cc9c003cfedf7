import { createHash } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Console, startConsole } from "../harness/console.ts";
import { type Session, signIn } from "../harness/session.ts";
import { eventually, type Deployment } from "../harness/deployment.ts";
import { figure, long, pick, seeded } from "./harness/forms.ts";
import {
  type DurableDeployment,
  startDurableDeployment,
} from "./harness/durable-deployment.ts";

const INSTANCES = 4;
const API = "api_authorizer_token";

interface Token {
  accessToken: string;
}

let durable: DurableDeployment;
let deployment: Deployment;
let sessions: Session[];
beforeAll(async () => {
  durable = await startDurableDeployment({ consoles: INSTANCES });
  deployment = durable.deployment;
  await deployment.sandbox.control("accounts-add", { count: 40 });
  // One after another: concurrent sign-ins would be throttled as guessing.
  sessions = [];
  for (const { origin } of deployment.consoles)
    sessions.push(await signIn(origin));
});
afterAll(() => durable.close());
afterEach(async () => {
  deployment.sandbox.setScenario({
    latencyMs: 0,
    answerAfterMs: 0,
    rotateRefreshTokens: false,
    failures: [],
  });
  // What a test leaves failing would be tried again, and be counted, during the next one.
  await deployment.sql.query("update account_tokens set renew_at = null");
  await eventually(async () => {
    const { rowCount } = await deployment.sql.query(
      "select 1 from account_tokens where lease_until > clock_timestamp()",
    );
    return rowCount === 0;
  }, 20_000);
});

const calls = (api = API) => deployment.sandbox.calls(api).length;
const tokenOf = (session: Session, appid: string) =>
  session.get<Token & { code?: string }>(
    `/api/v1/accounts/${appid}/access-token`,
  );

/** An account not used by other tests. */
async function connected(): Promise<string> {
  const account = deployment.sandbox
    .accounts()
    .find(({ name, grant }) => name.startsWith("连锁门店") && grant === null);
  if (!account) throw new Error("no account left");
  await deployment.sandbox.control("authorize", { appid: account.appid });
  await eventually(async () => {
    const path = `/api/v1/accounts/${account.appid}`;
    return (await deployment.session.get(path)).status === 200;
  });
  return account.appid;
}

/** Lets an account's token be over, or nearly. */
async function expire(appid: string, seconds = -60): Promise<void> {
  await deployment.sql.query(
    "update account_tokens set expires_at = clock_timestamp() + make_interval(secs => $2), refreshed_at = clock_timestamp() - interval '2 hours' where appid = $1",
    [appid, seconds],
  );
}

const rowOf = async (appid: string) =>
  (
    await deployment.sql.query<{ version: string; sealed: string }>(
      "select version, access_token_sealed as sealed from account_tokens where appid = $1",
      [appid],
    )
  ).rows[0];

describe("one upstream call for one expired token", () => {
  const rounds = pick(3, 50);
  const each = pick(50, 200);
  test(
    `${INSTANCES} instances × ${each} requests make one upstream call, ${rounds} times`,
    async () => {
      const appid = await connected();
      const counts: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await expire(appid);
        const before = calls();
        const answers = await Promise.all(
          sessions.flatMap((session) =>
            Array.from({ length: each }, () => tokenOf(session, appid)),
          ),
        );
        counts.push(calls() - before);
        expect(new Set(answers.map(({ status }) => status))).toEqual(
          new Set([200]),
        );
        expect(new Set(answers.map(({ body }) => body.accessToken)).size).toBe(
          1,
        );
      }
      figure(
        `expired token: ${rounds} rounds of ${INSTANCES} × ${each} requests, upstream calls a round: ${Math.max(...counts)} at most`,
      );
      expect(counts).toEqual(counts.map(() => 1));
    },
    pick(60_000, 600_000),
  );

  test("negative control: without the lease there are more calls", async () => {
    const appid = await connected();
    await deployment.sql.query(`
      create function no_lease() returns trigger language plpgsql as $$ begin new.lease_until := null; return new; end $$;
      create trigger no_lease before update on account_tokens for each row execute function no_lease()`);
    await expire(appid);
    deployment.sandbox.setScenario({ latencyMs: 100 });
    const before = calls();
    await Promise.all(sessions.map((session) => tokenOf(session, appid)));
    await deployment.sql.query(
      "drop trigger no_lease on account_tokens; drop function no_lease",
    );
    expect(calls() - before).toBeGreaterThan(1);
  });
});

/** Of the console; a holder that is stopped for less has its lease ended by hand. */
const LEASE_MS = 15_000;
const STOPPED_MS = long ? [1_000, 30_000] : [1_000];

describe("a lease holder that stalls and then writes", () => {
  /**
   * The first console calls upstream, is suspended, and continues after its lease has expired. Suspended for longer than
   * the timeout of a call, it gives up the call when it continues.
   */
  async function standStill(
    appid: string,
    stoppedMs: number,
    meanwhile: () => Promise<void>,
  ): Promise<void> {
    const holder = deployment.consoles[0] as Console;
    await expire(appid);
    deployment.sandbox.setScenario({ answerAfterMs: 600 });
    const asked = tokenOf(sessions[0] as Session, appid).catch(() => null);
    await pause(250);
    process.kill(holder.pid, "SIGSTOP");
    try {
      await pause(stoppedMs);
      if (stoppedMs < LEASE_MS)
        await deployment.sql.query(
          "update account_tokens set lease_until = clock_timestamp() where appid = $1",
          [appid],
        );
      deployment.sandbox.setScenario({ answerAfterMs: 0 });
      await meanwhile();
    } finally {
      process.kill(holder.pid, "SIGCONT");
    }
    await asked;
    await pause(500);
  }

  test.each(STOPPED_MS)(
    "a stale holder changes nothing that another one has stored, after %i ms",
    async (stoppedMs) => {
      const appid = await connected();
      let stored: Awaited<ReturnType<typeof rowOf>>;
      await standStill(appid, stoppedMs, async () => {
        const answer = await tokenOf(sessions[1] as Session, appid);
        expect(answer.status).toBe(200);
        stored = await rowOf(appid);
      });
      const after = await rowOf(appid);
      figure(
        `lease holder stopped for ${stoppedMs / 1_000} s: version ${stored?.version ?? "?"} before and ${after?.version ?? "?"} after it wrote`,
      );
      expect(after).toEqual(stored);
    },
    90_000,
  );

  test("negative control: with version and lease restored, the late answer is written", async () => {
    const appid = await connected();
    let stored: Awaited<ReturnType<typeof rowOf>>;
    await standStill(appid, 1_000, async () => {
      const { rows } = await deployment.sql.query<{ lease_id: string }>(
        "select lease_id, version from account_tokens where appid = $1",
        [appid],
      );
      await tokenOf(sessions[1] as Session, appid);
      await deployment.sql.query(
        "update account_tokens set version = version - 1, lease_id = $2 where appid = $1",
        [appid, rows[0]?.lease_id],
      );
      stored = await rowOf(appid);
    });
    expect(await rowOf(appid)).not.toEqual(stored);
  }, 90_000);
});

describe("kills in the middle of a refresh", () => {
  const KILLS = pick(3, 20);

  /** The last console is killed so long after it was asked, and started again. */
  async function killAfter(appid: string, ms: number): Promise<void> {
    await expire(appid);
    void tokenOf(sessions[INSTANCES - 1] as Session, appid).catch(() => null);
    await pause(ms);
    await deployment.consoles[INSTANCES - 1]?.kill9();
    const again = await startConsole({
      ...deployment.env,
      PORT: String(deployment.consoles[INSTANCES - 1]?.port),
    });
    deployment.consoles[INSTANCES - 1] = again;
    if (!long)
      await deployment.sql.query(
        "update account_tokens set lease_until = clock_timestamp() where appid = $1",
        [appid],
      );
  }

  test(
    `${KILLS} kills at any step, with replaced refresh tokens, make no merchant scan again`,
    async () => {
      const random = seeded(11);
      const appids: string[] = [];
      for (let kills = 0; kills < KILLS; kills += 1) {
        const appid = await connected();
        appids.push(appid);
        deployment.sandbox.setScenario({
          latencyMs: 150,
          answerAfterMs: 300,
          rotateRefreshTokens: true,
        });
        await killAfter(appid, random() * 600);
        deployment.sandbox.setScenario({ latencyMs: 0, answerAfterMs: 0 });
        await eventually(
          async () =>
            (await tokenOf(sessions[0] as Session, appid)).status === 200,
          30_000,
        );
      }
      const { rows } = await deployment.sql.query(
        "select 1 from account_tokens where appid = any($1) and failing_since is not null",
        [appids],
      );
      figure(
        `killed in a refresh: ${KILLS} times, ${rows.length} accounts need a person`,
      );
      expect(rows).toEqual([]);
    },
    pick(90_000, 900_000),
  );

  test("negative control: without WeChat's list a replaced refresh token is lost", async () => {
    const appid = await connected();
    deployment.sandbox.setScenario({
      answerAfterMs: 2_000,
      rotateRefreshTokens: true,
    });
    await killAfter(appid, 700);
    deployment.sandbox.setScenario({
      answerAfterMs: 0,
      failures: [
        { path: "api_get_authorizer_list", times: 99, errcode: 48001 },
      ],
    });
    expect((await tokenOf(sessions[0] as Session, appid)).status).not.toBe(200);
  }, 60_000);
});

describe("a refused token that has been renewed since", () => {
  const report = (session: Session, appid: string, token: string) =>
    session.send<{ renewed: boolean }>(
      "POST",
      `/api/v1/accounts/${appid}/access-token/rejected`,
      { tokenHash: createHash("sha256").update(token).digest("hex") },
    );

  test("reports by 200 callers start no further refresh", async () => {
    const appid = await connected();
    const { body } = await tokenOf(sessions[0] as Session, appid);
    const before = calls();
    await report(sessions[0] as Session, appid, body.accessToken);
    expect(calls() - before, "control: a current one is renewed").toBe(1);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        report(
          sessions[number % INSTANCES] as Session,
          appid,
          body.accessToken,
        ),
      ),
    );
    figure(
      `rejected token reported by ${answers.length} callers after its renewal: ${calls() - before - 1} further refreshes`,
    );
    expect(answers.map(({ body }) => body.renewed)).toEqual(
      answers.map(() => false),
    );
    expect(calls() - before).toBe(1);
  });
});

describe("an instance whose clock is five minutes wrong", () => {
  const started: Console[] = [];
  afterEach(async () => {
    for (const console of started.splice(0)) await console.stop();
  });

  async function another(env: Record<string, string>): Promise<Session> {
    const console = await startConsole({ ...deployment.env, ...env });
    started.push(console);
    return signIn(console.origin);
  }
  const shifted = (minutes: number) =>
    another({
      CLOCK_SHIFT_MS: String(minutes * 60_000),
      NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, "harness/shifted-clock.mjs")).href}`,
    });

  test("a wrong clock serves no expired token and renews none twice", async () => {
    const all = [sessions[0] as Session, await shifted(5), await shifted(-5)];
    const appid = await connected();
    const old = (await tokenOf(all[0] as Session, appid)).body.accessToken;
    const ask = async () => {
      const before = calls();
      const answers = await Promise.all(
        all.map((session) => tokenOf(session, appid)),
      );
      await pause(400);
      return {
        tokens: new Set(answers.map(({ body }) => body.accessToken)),
        made: calls() - before,
      };
    };
    expect(await ask()).toEqual({ tokens: new Set([old]), made: 0 });
    await expire(appid, 180);
    const nearly = await ask();
    expect(nearly.tokens).toContain(old);
    expect(nearly.made).toBe(1);
    const newer = (await tokenOf(all[0] as Session, appid)).body.accessToken;
    await expire(appid, -1);
    const over = await ask();
    expect(over.tokens).not.toContain(newer);
    expect(over.made).toBe(1);
    figure(
      "clocks of instances wrong by ±5 min: no expired token served, one refresh each time",
    );
  }, 60_000);

  test("negative control: where a wrong clock decides, an expired token is served", async () => {
    await deployment.sql.query(`create schema if not exists wrong;
      grant usage on schema wrong to public;
      create or replace function wrong.clock_timestamp() returns timestamptz language sql as $$ select pg_catalog.clock_timestamp() - interval '5 minutes' $$`);
    const url = new URL(deployment.env["DATABASE_URL"] ?? "");
    url.searchParams.set("options", "-c search_path=wrong,pg_catalog,public");
    const session = await another({ DATABASE_URL: url.href });
    const appid = await connected();
    const old = (await tokenOf(sessions[0] as Session, appid)).body.accessToken;
    await expire(appid, -60);
    expect((await tokenOf(session, appid)).body.accessToken).toBe(old);
  }, 60_000);
});
