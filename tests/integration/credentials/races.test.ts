import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { signIn } from "../../harness/session.ts";
import { openLink } from "../../harness/visitor.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

// Each safeguard's test has a negative control in which a database trigger disables the safeguard: if the control also
// made only one call, the test would prove nothing.

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), { consoles: 2 });
  await deployment.sandbox.control("accounts-add", { count: 150 });
});
afterAll(() => deployment.close());

async function connected(): Promise<string> {
  const account = deployment.sandbox
    .accounts()
    .find(
      (candidate) =>
        candidate.name.startsWith("连锁门店") && candidate.grant === null,
    );
  if (!account) throw new Error("no account left");
  await deployment.sandbox.control("authorize", { appid: account.appid });
  await eventually(
    async () =>
      (await deployment.session.get(`/api/v1/accounts/${account.appid}`))
        .status === 200,
  );
  return account.appid;
}

const callsOf = (api: string) => deployment.sandbox.calls(api).length;

/** Requests one account's expired token from both consoles concurrently. */
async function askForExpiredToken(
  appid: string,
  times: number,
): Promise<{ upstream: number; statuses: number[]; tokens: Set<string> }> {
  await deployment.sql.query(
    "update account_tokens set expires_at = now() - interval '1 minute', refreshed_at = now() - interval '2 hours' where appid = $1",
    [appid],
  );
  const sessions = await Promise.all(
    deployment.consoles.map(({ origin }) => signIn(origin)),
  );
  const before = callsOf("api_authorizer_token");
  const answers = await Promise.all(
    sessions.flatMap((session) =>
      Array.from({ length: times / sessions.length }, () =>
        session.get<{ accessToken: string }>(
          `/api/v1/accounts/${appid}/access-token`,
        ),
      ),
    ),
  );
  return {
    upstream: callsOf("api_authorizer_token") - before,
    statuses: answers.map((answer) => answer.status),
    tokens: new Set(answers.map((answer) => answer.body.accessToken)),
  };
}

describe("one token for all callers", () => {
  test("two instances × 100 requests on one expired token make one upstream call", async () => {
    const appid = await connected();
    deployment.sandbox.setScenario({ latencyMs: 150 });
    const { upstream, statuses, tokens } = await askForExpiredToken(appid, 200);
    deployment.sandbox.setScenario({ latencyMs: 0 });
    expect(statuses.every((status) => status === 200)).toBe(true);
    expect(tokens.size).toBe(1);
    expect(upstream).toBe(1);
  });

  test("negative control: without the lease they make many calls", async () => {
    const appid = await connected();
    await deployment.sql.query(`
      create function no_lease() returns trigger language plpgsql as $$ begin new.lease_until := null; return new; end $$;
      create trigger no_lease before update on account_tokens for each row execute function no_lease()`);
    deployment.sandbox.setScenario({ latencyMs: 150 });
    const { upstream } = await askForExpiredToken(appid, 20);
    deployment.sandbox.setScenario({ latencyMs: 0 });
    await deployment.sql.query(
      "drop trigger no_lease on account_tokens; drop function no_lease",
    );
    expect(upstream).toBeGreaterThan(1);
  });

  test("the old token is served while it is valid, whatever the refresh does", async () => {
    const appid = await connected();
    const before = await deployment.session.get<{ accessToken: string }>(
      `/api/v1/accounts/${appid}/access-token`,
    );
    await deployment.sql.query(
      "update account_tokens set expires_at = now() + interval '2 minutes', refreshed_at = now() - interval '118 minutes' where appid = $1",
      [appid],
    );
    deployment.sandbox.setScenario({
      failures: [{ path: "api_authorizer_token", times: 50, kind: "http502" }],
    });
    const during = await deployment.session.get<{ accessToken: string }>(
      `/api/v1/accounts/${appid}/access-token`,
    );
    deployment.sandbox.setScenario({ failures: [] });
    expect(during).toMatchObject({
      status: 200,
      body: { accessToken: before.body.accessToken },
    });
  });

  test("a hundred callers share few failures while WeChat is down, and get the reason", async () => {
    const appid = await connected();
    deployment.sandbox.setScenario({
      failures: [{ path: "api_authorizer_token", times: 50, kind: "http502" }],
    });
    const { upstream, statuses } = await askForExpiredToken(appid, 100);
    deployment.sandbox.setScenario({ failures: [] });
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect(upstream).toBeLessThanOrEqual(2);
  });

  test("a caller that looked before a failure and asks after it makes no further call", async () => {
    const appid = await connected();
    // Who reads the row first fails after 0.1 s. The others read it before that, and get to know it after half a second.
    await deployment.sql.query(`
      create sequence readings; grant all on readings to public;
      create function late() returns boolean language plpgsql as $$ begin
        if current_query() like 'select %"retry_at" > clock_timestamp()%' and nextval('readings') > 1 then perform pg_sleep(0.5); end if;
        return true; end $$;
      alter table account_tokens enable row level security;
      create policy late on account_tokens using (late())`);
    deployment.sandbox.setScenario({
      latencyMs: 100,
      failures: [{ path: "api_authorizer_token", times: 50, errcode: 50002 }],
    });
    const { upstream, statuses } = await askForExpiredToken(appid, 6);
    deployment.sandbox.setScenario({ latencyMs: 0, failures: [] });
    const { rows } = await deployment.sql.query<{ held: number }>(
      "select (last_value - 1)::int as held from readings",
    );
    await deployment.sql.query(
      "drop policy late on account_tokens; alter table account_tokens disable row level security; drop function late; drop sequence readings",
    );
    expect(new Set(statuses)).toEqual(new Set([409]));
    expect(rows[0]?.held).toBeGreaterThan(0);
    expect(upstream).toBe(1);
  });

  test("a refresh that started before a new authorization does not overwrite its token", async () => {
    const appid = await connected();
    await deployment.sql.query(
      "update account_tokens set expires_at = now() - interval '1 minute' where appid = $1",
      [appid],
    );
    deployment.sandbox.setScenario({ latencyMs: 800 });
    const slow = deployment.session.get(
      `/api/v1/accounts/${appid}/access-token`,
    );
    // The refresh is waiting for WeChat by then, which answers after 800 ms.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const renewed =
      "update account_tokens set version = version + 1, access_token_sealed = null, refreshed_at = now(), expires_at = now(), lease_id = null, lease_until = null where appid = $1 returning version";
    const { rows } = await deployment.sql.query<{ version: string }>(renewed, [
      appid,
    ]);
    deployment.sandbox.setScenario({ latencyMs: 0 });
    await slow;
    const after = await deployment.sql.query<{ version: string }>(
      "select version from account_tokens where appid = $1",
      [appid],
    );
    expect(Number(after.rows[0]?.version)).toBe(Number(rows[0]?.version) + 1);
  });
});

describe("one exchange for each code", () => {
  async function raceOnce(): Promise<{ appid: string; exchanges: number }> {
    const account = deployment.sandbox
      .accounts()
      .find(
        (candidate) =>
          candidate.name.startsWith("连锁门店") && candidate.grant === null,
      );
    if (!account) throw new Error("no account left");
    const made = await deployment.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
    );
    const visit = await openLink(made.body.url);
    const before = callsOf("api_query_auth");
    const { redirectTo } = (await deployment.sandbox.control("authorize", {
      appid: account.appid,
      preAuthCode: visit.preAuthCode,
      redirectUri: visit.redirectUri,
    })) as { redirectTo: string };
    const other = new URL(redirectTo);
    other.port = String(deployment.consoles[1]?.port);
    const backs = await Promise.all(
      [redirectTo, other, redirectTo].map((url) =>
        fetch(url, { redirect: "manual" }),
      ),
    );
    expect(backs.map((back) => back.status)).toEqual([303, 303, 303]);
    await eventually(
      async () =>
        (
          await deployment.session.get<{ status: string }>(
            `/api/v1/authorization-links/${made.body.token}`,
          )
        ).body.status === "done",
    );
    await eventually(
      async () =>
        (
          await deployment.sql.query(
            "select 1 from inbox where appid = $1 and state = 'done'",
            [account.appid],
          )
        ).rowCount === 1,
    );
    return {
      appid: account.appid,
      exchanges: callsOf("api_query_auth") - before,
    };
  }

  test("redirect and push race a hundred times on two instances: one api_query_auth each", async () => {
    for (let round = 0; round < 100; round += 1) {
      deployment.sandbox.setScenario({
        pushDelayMs: (round % 5) * 4,
        pushCopies: 1 + (round % 2),
      });
      const { appid, exchanges } = await raceOnce();
      expect(exchanges, `round ${round}`).toBe(1);
      const history = await deployment.sql.query(
        "select kind from authorizations where appid = $1",
        [appid],
      );
      expect(history.rows).toEqual([{ kind: "authorized" }]);
    }
    deployment.sandbox.setScenario({ pushDelayMs: 0, pushCopies: 1 });
  }, 120_000);

  test("negative control: without the key of the code, a code is exchanged more than once", async () => {
    await deployment.sql.query(`
      create function no_key() returns trigger language plpgsql as $$ begin new.code_hash := new.code_hash || gen_random_uuid(); return new; end $$;
      create trigger no_key before insert on authorization_codes for each row execute function no_key()`);
    const account = deployment.sandbox
      .accounts()
      .find(
        (candidate) =>
          candidate.name.startsWith("连锁门店") && candidate.grant === null,
      );
    const made = await deployment.session.send<{ url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
    );
    const visit = await openLink(made.body.url);
    const before = callsOf("api_query_auth");
    const { redirectTo } = (await deployment.sandbox.control("authorize", {
      appid: account?.appid,
      redirectUri: visit.redirectUri,
    })) as { redirectTo: string };
    await Promise.all(
      [redirectTo, redirectTo].map((url) => fetch(url, { redirect: "manual" })),
    );
    await eventually(() => callsOf("api_query_auth") - before > 1);
    await deployment.sql.query(
      "drop trigger no_key on authorization_codes; drop function no_key",
    );
  });

  test("a code whose process died is exchanged again, and the authorization is not lost", async () => {
    const account = deployment.sandbox
      .accounts()
      .find(
        (candidate) =>
          candidate.name.startsWith("连锁门店") && candidate.grant === null,
      );
    if (!account) throw new Error("no account left");
    deployment.sandbox.setScenario({ losePushes: 1 });
    const { authCode } = (await deployment.sandbox.control("authorize", {
      appid: account.appid,
    })) as { authCode: string };
    // The holder has spent the code at WeChat and died before it stored the answer.
    await deployment.sql.query(
      "insert into authorization_codes (component_appid, code_hash, state, lease_id, lease_until) values ($1, encode(sha256($2::bytea), 'hex'), 'exchanging', gen_random_uuid(), now() - interval '1 second')",
      [deployment.component.appid, authCode],
    );
    const { component_access_token } = await componentToken();
    await fetch(
      `${deployment.sandbox.origin}/cgi-bin/component/api_query_auth?component_access_token=${component_access_token}`,
      {
        method: "POST",
        body: JSON.stringify({
          component_appid: deployment.component.appid,
          authorization_code: authCode,
        }),
      },
    );
    const fields = {
      InfoType: "authorized",
      AuthorizerAppid: account.appid,
      AuthorizationCode: authCode,
      AuthorizationCodeExpiredTime: 3600,
      PreAuthCode: "preauthcode@@@x",
    };
    expect(
      (await deployment.sandbox.push({ kind: "event", fields })).body,
    ).toBe("success");
    await eventually(
      async () =>
        (await deployment.session.get(`/api/v1/accounts/${account.appid}`))
          .status === 200,
    );
    expect(
      (
        await deployment.session.get(
          `/api/v1/accounts/${account.appid}/access-token`,
        )
      ).status,
    ).toBe(200);
  });
});

async function componentToken(): Promise<{ component_access_token: string }> {
  await deployment.sandbox.control("ticket");
  const ticket = deployment.sandbox.newestTicket();
  const answer = await fetch(
    `${deployment.sandbox.origin}/cgi-bin/component/api_component_token`,
    {
      method: "POST",
      body: JSON.stringify({
        component_appid: deployment.component.appid,
        component_appsecret: deployment.component.secret,
        component_verify_ticket: ticket,
      }),
    },
  );
  return (await answer.json()) as { component_access_token: string };
}
