import { Webhook } from "standardwebhooks";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { connect, enabled, sample } from "../../harness/accounts.ts";
import {
  type OtherServer,
  startOtherServer,
} from "../../harness/other-server.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { nextSecond, throughout } from "../../harness/waits.ts";

interface Endpoint {
  id: string;
  url: string;
  events: string[];
  disabled: boolean;
  pending: number;
  failed: number;
}
interface Delivery {
  id: string;
  type: string;
  state: string;
  attempts: number;
  responseStatus: number | null;
  errorKey: string | null;
}
interface Problem {
  code: string;
  errors?: { field: string }[];
}

let deployment: Deployment;
/** The customer's own system. */
let receiver: OtherServer;
/** One that takes longer than anybody waits. */
let slow: OtherServer;
beforeAll(async () => {
  [receiver, slow] = await Promise.all([
    startOtherServer(),
    startOtherServer(),
  ]);
  slow.answer.after = 20_000;
  deployment = await startDeployment(inject("clusterUrl"), {
    consoles: 2,
    env: { OUTBOUND_ALLOW: `${receiver.place},${slow.place}` },
  });
  await deployment.sandbox.control("accounts-add", { count: 20 });
});
afterAll(async () => {
  receiver.close();
  slow.close();
  await deployment.close();
});
beforeEach(async () => {
  await deployment.sql.query("delete from webhook_deliveries");
  await deployment.sql.query("delete from webhook_endpoints");
  Object.assign(receiver.answer, {
    status: 200,
    text: "",
    headers: {},
    after: 0,
  });
  receiver.asked.length = 0;
});

const unused = () => {
  const found = deployment.sandbox
    .accounts()
    .find(({ name, grant }) => name.startsWith("连锁门店") && !grant);
  if (!found) throw new Error("no account left");
  return found.appid;
};
const add = async (
  events: string[] = [],
  url = `${receiver.origin}/hook?k=hidden`,
) =>
  (
    await deployment.session.send<{ id: string; secret: string }>(
      "POST",
      "/api/v1/webhooks",
      { url, events },
    )
  ).body;
const list = async () =>
  (await deployment.session.get<{ items: Endpoint[] }>("/api/v1/webhooks")).body
    .items;
const log = async (id: string, query = "") =>
  (
    await deployment.session.get<{ items: Delivery[] }>(
      `/api/v1/webhooks/${id}/deliveries?${query}`,
    )
  ).body.items;
const testEvent = (id: string) =>
  deployment.session.send<Problem>("POST", `/api/v1/webhooks/${id}/test`);
const arrived = (count: number) =>
  eventually(() => receiver.asked.length >= count);
/** Throws unless the signature is good. */
function opened(
  secret: string,
  index = 0,
): { type: string; data: Record<string, unknown> } {
  const { request, body } = receiver.asked[index] ?? {};
  return new Webhook(secret).verify(
    body ?? "",
    request?.headers as Record<string, string>,
  ) as { type: string; data: Record<string, unknown> };
}

describe("a webhook", () => {
  test("the events of an account are sent, signed by Standard Webhooks, once by two instances", async () => {
    const { secret } = await add();
    const appid = await enabled(deployment, unused());
    await arrived(2);
    await throughout(2_500, () => expect(receiver.asked).toHaveLength(2));
    const received = [opened(secret, 0), opened(secret, 1)];
    expect(received.map(({ type }) => type).sort()).toEqual([
      "account.connected",
      "account.enabled",
    ]);
    expect(received.every(({ data }) => data["appid"] === appid)).toBe(true);
    expect(() => opened("whsec_AAAA")).toThrow();
  });

  test("only the chosen events are sent: lost sets, deauthorization, and the disabling", async () => {
    const { id, secret } = await add([
      "account.permissions_changed",
      "account.disabled",
      "account.deauthorized",
    ]);
    const appid = await enabled(deployment, unused());
    await deployment.sandbox.control("sets", { appid, sets: [1, 2] });
    await arrived(2);
    await nextSecond();
    await deployment.sandbox.control("deauthorize", { appid });
    await arrived(3);
    const received = [0, 1, 2].map((index) => opened(secret, index));
    expect(received.map(({ type }) => type).sort()).toEqual([
      "account.deauthorized",
      "account.disabled",
      "account.permissions_changed",
    ]);
    expect(
      received.find(({ type }) => type === "account.disabled")?.data,
    ).toMatchObject({ reason: "permissions_lost" });
    expect((await log(id)).every(({ state }) => state === "delivered")).toBe(
      true,
    );
  });

  test("the receipts of one push are sent together", async () => {
    const { secret } = await add(["receipt.received"]);
    const appid = await connect(deployment, sample(deployment, "云杉咖啡点单"));
    const push = { token: "abc", mode: "plain", format: "json" };
    const saved = await deployment.session.send<{ receipt: { url: string } }>(
      "PUT",
      `/api/v1/accounts/${appid}/mini-program-config`,
      { receipt: { ...push, source: "wechat" } },
    );
    await deployment.sandbox.control("push-setting", {
      appid,
      url: saved.body.receipt.url,
      ...push,
    });
    const event = {
      appid,
      event: "subscribe_msg_sent_event",
      openid: "oABC",
      createTime: 1_790_000_000,
      entries: ["1700000000000000001", "1700000000000000002"].map((MsgID) => ({
        TemplateId: "t",
        MsgID,
        ErrorCode: "0",
        ErrorStatus: "success",
      })),
    };
    await deployment.sandbox.control("own-event", event);
    await deployment.sandbox.control("own-event", event);
    await arrived(1);
    await throughout(2_500, () => expect(receiver.asked).toHaveLength(1));
    expect(opened(secret).data["receipts"]).toMatchObject([
      {
        messageId: expect.stringMatching(/^17000/) as string,
        outcome: "success",
      },
      { openid: "oABC" },
    ]);
  });

  test("a failing token of a Mini Program is sent once, until it works again", async () => {
    const appid = await connect(deployment, sample(deployment, "望江读书会"));
    const { secret } = await add(["token.failing"]);
    await deployment.session.send(
      "PUT",
      `/api/v1/accounts/${appid}/mini-program-config`,
      { send: { mode: "app_secret", appSecret: "0".repeat(32) } },
    );
    for (let time = 0; time < 3; time += 1) {
      await deployment.session.get(`/api/v1/accounts/${appid}/access-token`);
      await deployment.sql.query(
        "update account_tokens set lease_until = null",
      );
    }
    await arrived(1);
    await throughout(2_500, () => expect(receiver.asked).toHaveLength(1));
    expect(opened(secret).data).toMatchObject({ appid, reason: "40125" });
  });

  test("both secrets sign while one replaces the other", async () => {
    const { id, secret } = await add();
    await deployment.sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    const refused = await deployment.session.send<{ code: string }>(
      "POST",
      `/api/v1/webhooks/${id}/secret`,
    );
    expect(refused.body.code).toBe("recent_sign_in_required");
    await deployment.sql.query("update sessions set authenticated_at = now()");
    const rotated = await deployment.session.send<{ secret: string }>(
      "POST",
      `/api/v1/webhooks/${id}/secret`,
    );
    expect(rotated.body.secret).not.toBe(secret);
    await testEvent(id);
    await arrived(1);
    for (const good of [secret, rotated.body.secret])
      expect(opened(good).type).toBe("test.ping");
    await deployment.sql.query(
      "update webhook_endpoints set previous_secret_until = now()",
    );
    await testEvent(id);
    await arrived(2);
    expect(() => opened(secret, 1)).toThrow();
    expect(opened(rotated.body.secret, 1).type).toBe("test.ping");
  });
});

describe("a delivery", () => {
  const due = async () => {
    await deployment.sql.query(
      "update webhook_endpoints set held_until = null",
    );
    await deployment.sql.query(
      "update webhook_deliveries set next_attempt_at = now()",
    );
  };

  test("a refused delivery is retried with the same id until it is accepted", async () => {
    const { id, secret } = await add();
    receiver.answer.status = 503;
    await testEvent(id);
    await eventually(
      async () => typeof (await log(id))[0]?.errorKey === "string",
    );
    expect((await log(id))[0]).toMatchObject({
      state: "pending",
      errorKey: "url_status",
      responseStatus: 503,
    });
    expect((await list())[0]).toMatchObject({ pending: 1 });
    receiver.answer.status = 204;
    await due();
    await eventually(async () => (await log(id))[0]?.state === "delivered");
    const ids = receiver.asked.map(
      ({ request }) => request.headers["webhook-id"],
    );
    expect(new Set(ids).size).toBe(1);
    expect(opened(secret, 1).type).toBe("test.ping");
  });

  test("two hundred due deliveries are each sent once by two instances", async () => {
    const { id } = await add();
    receiver.answer.after = 150;
    await deployment.sql.query(
      `insert into webhook_deliveries (endpoint_id, message_id, type, payload)
       select $1, 'msg_' || n, 'test.ping', '{}' from generate_series(1, 200) n`,
      [id],
    );
    await eventually(async () => {
      const { rows } = await deployment.sql.query<{ left: number }>(
        "select count(*)::int as \"left\" from webhook_deliveries where state <> 'delivered'",
      );
      return rows[0]?.left === 0;
    }, 20_000);
    const ids = receiver.asked.map(
      ({ request }) => request.headers["webhook-id"],
    );
    expect(ids).toHaveLength(200);
    expect(new Set(ids).size).toBe(200);
  });

  test("an endpoint that does not answer delays no other", async () => {
    const stuck = await add([], `${slow.origin}/`);
    await deployment.sql.query(
      `insert into webhook_deliveries (endpoint_id, message_id, type, payload)
       select $1, 'msg_' || n, 'test.ping', '{}' from generate_series(1, 100) n`,
      [stuck.id],
    );
    await eventually(() => slow.asked.length > 0);
    const { id } = await add();
    await testEvent(id);
    await arrived(1);
    expect((await log(stuck.id, "state=pending")).length).toBeGreaterThan(0);
  });

  test("a backed-off delivery waits without writes, or until a person sends it", async () => {
    const { id } = await add();
    receiver.answer.status = 503;
    await testEvent(id);
    await eventually(
      async () => typeof (await log(id))[0]?.errorKey === "string",
    );
    await deployment.sql.query(
      `insert into webhook_deliveries (endpoint_id, message_id, type, payload)
       select $1, 'msg_' || n, 'test.ping', '{}' from generate_series(1, 50) n`,
      [id],
    );
    // Longer than the test may take; one that is not held stays so.
    await deployment.sql.query(
      "update webhook_endpoints set held_until = held_until + interval '1 minute'",
    );
    const waiting = async () => {
      const { rows } = await deployment.sql.query<{ id: string; xmin: string }>(
        "select id, xmin::text from webhook_deliveries where attempts = 0 order by id",
      );
      return rows;
    };
    const before = await waiting();
    expect(before).toHaveLength(50);
    await throughout(2_500, async () =>
      expect(await waiting()).toEqual(before),
    );
    receiver.answer.status = 204;
    await testEvent(id);
    await eventually(async () => (await waiting()).length === 0);
  });

  test("a delivery is given up after a day, and can be sent again by hand", async () => {
    const { id } = await add();
    receiver.answer.status = 500;
    await testEvent(id);
    await eventually(
      async () => typeof (await log(id))[0]?.errorKey === "string",
    );
    await deployment.sql.query("update webhook_deliveries set attempts = 8");
    await due();
    await eventually(async () => (await log(id))[0]?.state === "failed");
    receiver.answer.status = 200;
    const [delivery] = await log(id, "state=failed");
    const { status } = await deployment.session.send(
      "POST",
      `/api/v1/webhooks/deliveries/${delivery?.id ?? ""}/redeliver`,
    );
    expect(status).toBe(204);
    await eventually(async () => (await log(id))[0]?.state === "delivered");
    const { rows } = await deployment.sql.query<{ action: string }>(
      "select action from audit_log where subject = $1 order by at",
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "webhook.added",
      "webhook.test_sent",
      "webhook.redelivered",
    ]);
  });

  test("a disabled or removed endpoint gets no delivery", async () => {
    const { id } = await add();
    await deployment.session.send("PUT", `/api/v1/webhooks/${id}`, {
      disabled: true,
    });
    expect((await testEvent(id)).body.code).toBe("webhook_disabled");
    await connect(deployment, unused());
    expect(await log(id)).toEqual([]);
    await deployment.session.send("DELETE", `/api/v1/webhooks/${id}`);
    expect(await list()).toEqual([]);
    expect((await testEvent(id)).status).toBe(404);
  });

  test("a forbidden address gets no delivery, and no redirect is followed", async () => {
    for (const url of [
      "https://127.0.0.1/",
      "https://[::1]/",
      "http://example.com/",
      "nonsense",
    ]) {
      const { status } = await deployment.session.send(
        "POST",
        "/api/v1/webhooks",
        {
          url,
        },
      );
      expect(status, url).toBe(400);
    }
    const { id } = await add();
    Object.assign(receiver.answer, {
      status: 302,
      headers: { location: `${receiver.origin}/inside` },
    });
    await testEvent(id);
    await eventually(
      async () => typeof (await log(id))[0]?.errorKey === "string",
    );
    expect((await log(id))[0]?.errorKey).toBe("url_redirects");
    expect(receiver.asked).toHaveLength(1);
  });
});

test("administrators manage webhooks, and a secret is shown once", async () => {
  const { secret } = await add();
  const shown = JSON.stringify([
    await list(),
    (await deployment.sql.query("select * from webhook_endpoints")).rows,
    (await deployment.sql.query("select * from audit_log")).rows,
    deployment.consoles.map((console) => console.output()),
  ]);
  expect(shown).not.toContain(secret);
  expect(shown).not.toContain("hidden");
  await deployment.sql.query("update users set role = 'operator'");
  for (const method of ["GET", "POST"] as const) {
    const { status } =
      method === "GET"
        ? await deployment.session.get("/api/v1/webhooks")
        : await deployment.session.send(method, "/api/v1/webhooks", {
            url: "https://a.example",
          });
    expect(status).toBe(403);
  }
  await deployment.sql.query("update users set role = 'owner'");
});

test("an invalid webhook is refused field by field", async () => {
  for (const [body, field] of [
    [{ url: "" }, "url"],
    [{ url: "https://a.example", events: ["nothing"] }, "events.0"],
    [{ url: "https://a.example", more: 1 }, "more"],
  ] as const) {
    const answer = await deployment.session.send<Problem>(
      "POST",
      "/api/v1/webhooks",
      body,
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map((error) => error.field)).toEqual([field]);
  }
});
