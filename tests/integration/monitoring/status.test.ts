import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { signIn } from "../../harness/session.ts";
import {
  startOtherServer,
  type OtherServer,
} from "../../harness/other-server.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

let deployment: Deployment;
let bot: OtherServer;
beforeAll(async () => {
  bot = await startOtherServer();
  deployment = await startDeployment(inject("clusterUrl"), {
    consoles: 2,
    env: {
      ALERT_URL: `${bot.origin}/bot`,
      OUTBOUND_ALLOW: bot.place,
      METRICS_TOKEN: "a token for the collector",
    },
  });
});
afterAll(async () => {
  await deployment.close();
  bot.close();
});

interface Status {
  well: boolean;
  problems: { kind: string; severity: string; details: { count: number } }[];
}
const kinds = async (session = deployment.session) =>
  (await session.get<Status>("/api/v1/status")).body.problems.map(
    ({ kind }) => kind,
  );
const ticketAge = (interval: string) =>
  deployment.sql.query(
    `update components set ticket_received_at = now() - interval '${interval}', push_asked_at = null`,
  );
const alerts = () =>
  bot.asked.map(
    ({ body }) => JSON.parse(body) as { type: string; kind: string },
  );
const pushesAsked = () =>
  deployment.sandbox.calls("api_start_push_ticket").length;

describe("missing tickets", () => {
  test("every instance reports it, WeChat is asked once, and the next ticket solves it", async () => {
    expect(await kinds()).toEqual([]);
    const before = pushesAsked();
    await ticketAge("26 minutes");
    const other = await signIn(deployment.consoles[1]?.origin ?? "");
    expect(await kinds()).toEqual(["ticket_late"]);
    expect(await kinds(other)).toEqual(["ticket_late"]);
    await eventually(() => pushesAsked() > before, 40_000);
    await eventually(() => alerts().length > 0, 40_000);
    await deployment.sandbox.control("ticket");
    await eventually(async () => (await kinds()).length === 0);
    expect(await kinds(other)).toEqual([]);
    await eventually(() => alerts().length > 1, 40_000);
    // Both instances have looked several times by now.
    expect(pushesAsked() - before).toBe(1);
    expect(alerts().map(({ type, kind }) => [type, kind])).toEqual([
      ["problem.began", "ticket_late"],
      ["problem.ended", "ticket_late"],
    ]);
  }, 120_000);

  test("tokens are refused after twelve hours with the reason, without asking WeChat", async () => {
    await ticketAge("13 hours");
    await deployment.sql.query(
      "update components set token_sealed = null, token_expires_at = null, push_asked_at = now()",
    );
    const before = deployment.sandbox.calls("api_component_token").length;
    for (let times = 0; times < 5; times += 1) {
      const answer = await deployment.session.send<{ code: string }>(
        "POST",
        "/api/v1/platform/sync-accounts",
      );
      expect(answer.body.code).toBe("ticket_missing");
    }
    expect(deployment.sandbox.calls("api_component_token").length).toBe(before);
    expect(await kinds()).toEqual(["ticket_expired"]);
    await deployment.sandbox.control("ticket");
    await eventually(
      async () =>
        (
          await deployment.session.send(
            "POST",
            "/api/v1/platform/sync-accounts",
          )
        ).status === 200,
    );
  });
});

describe("the metrics", () => {
  const metrics = (headers: Record<string, string> = {}) =>
    fetch(`${deployment.consoles[0]?.origin ?? ""}/metrics`, { headers });

  test("the metrics cover callbacks, upstream calls, renewals, lag, breakers and the pool", async () => {
    const text = await (await metrics()).text();
    for (const line of [
      /^lingpai_callbacks_total\{channel="event",type="component_verify_ticket",outcome="stored"\} [1-9]/m,
      /^lingpai_upstream_seconds_count\{api="api_component_token",outcome="ok"\} [1-9]/m,
      /^lingpai_token_refreshes_total\{kind="platform",outcome="ok"\} [1-9]/m,
      /^lingpai_ticket_age_seconds \d/m,
      /^lingpai_platform_token_left_seconds \d{3,}/m,
      /^lingpai_inbox_lag_seconds 0$/m,
      /^lingpai_database_connections\{state="idle"\} \d/m,
      /^nodejs_eventloop_lag_seconds /m,
    ])
      expect(text).toMatch(line);
    expect(text).not.toContain(deployment.component.appid);
  });

  test("the metrics are for this machine and for holders of the token", async () => {
    const proxied = { "x-forwarded-for": "203.0.113.9" };
    expect((await metrics(proxied)).status).toBe(403);
    const wrong = { ...proxied, authorization: "Bearer a token of nobody's" };
    expect((await metrics(wrong)).status).toBe(403);
    const right = {
      ...proxied,
      authorization: "Bearer a token for the collector",
    };
    expect((await metrics(right)).status).toBe(200);
  });
});
