import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createMember } from "../../harness/create-member.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), {
    env: { RECEIPT_DAYS: "45" },
  });
});
afterAll(() => deployment.close());

interface Kept {
  kind: string;
  days: number;
  source: string;
  default: { days: number; variable: string | null };
  set: { by: string } | null;
}

const kept = async (session = deployment.session) =>
  Object.fromEntries(
    (await session.get<{ items: Kept[] }>("/api/v1/retention")).body.items.map(
      (item) => [item.kind, item],
    ),
  );
const change = (body: object, session = deployment.session) =>
  session.send<{ code?: string; errors?: { field: string; code: string }[] }>(
    "PUT",
    "/api/v1/retention",
    body,
  );

describe("the retention periods", () => {
  test("a period comes from the default, the environment or the console, and says which", async () => {
    expect(await kept()).toMatchObject({
      callbacks: { days: 30, source: "default" },
      receipts: {
        days: 45,
        source: "environment",
        default: { days: 45, variable: "RECEIPT_DAYS" },
      },
      auditLog: { days: 730, source: "default" },
    });
    expect((await change({ receipts: 60, callbackBodies: 3 })).status).toBe(
      200,
    );
    expect(await kept()).toMatchObject({
      receipts: { days: 60, source: "console", set: { by: "owner" } },
      callbackBodies: { days: 3, source: "console" },
    });
    expect((await change({ receipts: null })).status).toBe(200);
    expect((await kept())["receipts"]).toMatchObject({
      days: 45,
      source: "environment",
    });
    const { rows } = await deployment.sql.query(
      "select before, after from audit_log where action = 'retention.changed' order by at",
    );
    expect(rows).toEqual([
      {
        before: { receipts: 45, callbackBodies: 7 },
        after: { receipts: 60, callbackBodies: 3 },
      },
      { before: { receipts: 60 }, after: { receipts: 45 } },
    ]);
  });

  test("members read the periods, and owners with a recent sign-in set them", async () => {
    for (const role of ["viewer", "operator", "admin"] as const) {
      const session = (await createMember(deployment, role)).session;
      expect((await kept(session))["callbacks"]?.days).toBe(30);
      expect((await change({ callbacks: 1 }, session)).status).toBe(403);
    }
    await deployment.sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    const late = await change({ callbacks: 1 });
    expect([late.status, late.body.code]).toEqual([
      403,
      "recent_sign_in_required",
    ]);
    await deployment.sql.query("update sessions set authenticated_at = now()");
    expect((await kept())["callbacks"]?.days).toBe(30);
  });

  test("the periods have limits: the audit log is kept for at least half a year", async () => {
    for (const [body, field, code] of [
      [{ auditLog: 179 }, "auditLog", "days_too_few"],
      [{ callbacks: 0 }, "callbacks", "days_too_few"],
      [{ receipts: 99_999 }, "receipts", "days_too_many"],
      [{ links: 1.5 }, "links", "days"],
      [{ everything: 1 }, "everything", "unknown_field"],
    ] as const) {
      const refused = await change(body);
      expect(refused.status).toBe(400);
      expect(refused.body.errors).toMatchObject([{ field, code }]);
    }
  });
});

describe("data beyond their retention", () => {
  test("bodies are purged before their rows, and parked events keep theirs", async () => {
    const { appid } = deployment.component;
    const plant = (key: string, days: number, state: string) =>
      deployment.sql.query(
        `insert into inbox (key, event_time, component_appid, channel, name, body_sealed, state, received_at, attempts)
         values ($1, date_trunc('second', now()) - make_interval(days => $2), $3, 'message', 'text', 'test.x', $4, now() - make_interval(days => $2), 1)`,
        [key, days, appid, state],
      );
    await plant("kept-whole", 1, "done");
    await plant("without-body", 10, "done");
    await plant("parked", 10, "failed");
    await plant("gone", 40, "done");
    await deployment.sql.query("delete from retention_progress");
    await deployment.restart({});
    const left = async () =>
      (
        await deployment.sql.query<{ key: string; body: boolean }>(
          "select key, body_sealed is not null as body from inbox where key in ('kept-whole', 'without-body', 'parked', 'gone') order by key",
        )
      ).rows;
    await eventually(async () =>
      (await left()).some(({ key, body }) => key === "without-body" && !body),
    );
    expect(await left()).toEqual([
      { key: "kept-whole", body: true },
      { key: "parked", body: true },
      { key: "without-body", body: false },
    ]);
    const list = await deployment.session.get<{ items: { id: string }[] }>(
      "/api/v1/events?channel=message&state=done",
    );
    const oldest = list.body.items.at(-1)?.id ?? "";
    const { body } = await deployment.session.get<{ body: unknown }>(
      `/api/v1/events/${oldest}`,
    );
    expect(body.body).toBe("dropped");
  });

  test("sessions, links and idempotency answers are purged after their days", async () => {
    await change({ sessions: 2, links: 3, idempotencyKeys: 2 });
    await deployment.sql.query(`
      insert into sessions (id_hash, user_id, expires_at) values ('old', gen_random_uuid(), now() - interval '3 days'), ('young', gen_random_uuid(), now() - interval '1 day');
      insert into idempotency_keys (actor, key, request_hash, created_at) values ('a', 'old', '', now() - interval '50 hours'), ('a', 'young', '', now() - interval '40 hours');
      insert into authorization_links (token_hash, token_sealed, component_appid, kind, expires_at)
        values ('old', 'x', 'c', 'any', now() - interval '4 days'), ('young', 'x', 'c', 'any', now() - interval '2 days')`);
    await deployment.restart({});
    const left = async () =>
      (
        await deployment.sql.query<{ name: string }>(
          `select 'session ' || id_hash as name from sessions where id_hash in ('old', 'young')
           union all select 'key ' || key from idempotency_keys where actor = 'a'
           union all select 'link ' || token_hash from authorization_links where component_appid = 'c' order by 1`,
        )
      ).rows.map(({ name }) => name);
    await eventually(async () => (await left()).length === 3);
    expect(await left()).toEqual(["key young", "link young", "session young"]);
  });
});
