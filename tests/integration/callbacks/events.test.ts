import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, sample, view } from "../../harness/accounts.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { nextSecond } from "../../harness/waits.ts";

interface CallbackEvent {
  id: string;
  channel: string;
  name: string;
  account: { appid: string; name: string | null } | null;
  receivedAt: string;
  state: string;
  attempts: number;
  nextAttemptAt: string | null;
  errorKey: string | null;
}
interface Page {
  items: CallbackEvent[];
  nextCursor: string | null;
}
type Detail = CallbackEvent & {
  body: { format: string; text: string } | null;
};

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
});
afterAll(() => deployment.close());

const read = async (query: Record<string, string> = {}) =>
  (
    await deployment.session.get<Page>(
      `/api/v1/events?${new URLSearchParams(query).toString()}`,
    )
  ).body;
const detail = (id: string) =>
  deployment.session.get<Detail>(`/api/v1/events/${id}`);
const again = (id: string) =>
  deployment.session.send<{ code?: string }>(
    "POST",
    `/api/v1/events/${id}/process-again`,
  );
/** As long as the console's address is not on the platform's white list. */
const refuseExchanges = () =>
  deployment.sandbox.setScenario({
    failures: [{ path: "api_query_auth", times: 1_000, errcode: 61004 }],
  });
const allowExchanges = () => deployment.sandbox.setScenario({ failures: [] });
const now = () => Math.floor(Date.now() / 1000);

async function only(query: Record<string, string>): Promise<CallbackEvent> {
  const { items } = await read(query);
  expect(items).toHaveLength(1);
  return items[0] as CallbackEvent;
}

/** An account's `authorized` that WeChat refuses to exchange until its tries are used up; the last one is a real one. */
async function parked(name: string): Promise<CallbackEvent> {
  const appid = sample(deployment, name);
  refuseExchanges();
  await deployment.sandbox.control("authorize", { appid });
  await eventually(
    async () => (await read({ appid })).items[0]?.errorKey === "61004",
  );
  await deployment.sql.query(
    "update inbox set attempts = 7, next_attempt_at = now() where appid = $1",
    [appid],
  );
  await eventually(async () => (await only({ appid })).state === "failed");
  return only({ appid });
}

async function asRole<Result>(
  role: string,
  run: () => Promise<Result>,
): Promise<Result> {
  await deployment.sql.query("update users set role = $1", [role]);
  try {
    return await run();
  } finally {
    await deployment.sql.query("update users set role = 'owner'");
  }
}

async function message(
  account: { appid: string; userName: string },
  fields: Record<string, string>,
): Promise<void> {
  const pushed = await deployment.sandbox.push({
    kind: "message",
    appid: account.appid,
    fields: {
      ToUserName: account.userName,
      FromUserName: "oSomebodyWhoWroteToUs1234567",
      CreateTime: now(),
      MsgType: "text",
      ...fields,
    },
  });
  expect(pushed.body).toBe("success");
}

const someAccount = (index = 0) => {
  const account = deployment.sandbox.accounts()[index];
  if (!account) throw new Error("no sample account");
  return account;
};

describe("a parked event", () => {
  test("a parked event shows why, waits for a person, and can be processed again", async () => {
    const event = await parked("云杉咖啡");
    expect(event).toMatchObject({
      channel: "event",
      name: "authorized",
      account: { appid: sample(deployment, "云杉咖啡"), name: null },
      state: "failed",
      attempts: 8,
      nextAttemptAt: null,
      errorKey: "61004",
    });
    allowExchanges();
    expect((await again(event.id)).status).toBe(204);
    await eventually(
      async () => (await detail(event.id)).body.state === "done",
    );
    const { body } = await detail(event.id);
    expect(body).toMatchObject({ errorKey: null, attempts: 1 });
    expect(body.account?.name).toBe("云杉咖啡");
    expect((await view(deployment, body.account?.appid ?? "")).status).toBe(
      "disabled",
    );
    const { rows } = await deployment.sql.query(
      "select actor_kind, before, after from audit_log where action = 'event.processed_again' and subject = $1",
      [body.account?.appid],
    );
    expect(rows).toMatchObject([
      {
        actor_kind: "user",
        before: { state: "failed", attempts: 8, errorKey: "61004" },
        after: { state: "pending", name: "authorized" },
      },
    ]);
  });

  test("an event that fails again is retried as often as the first time", async () => {
    const event = await parked("青禾农场");
    expect((await again(event.id)).status).toBe(204);
    await eventually(
      async () => (await detail(event.id)).body.errorKey !== null,
    );
    const { body } = await detail(event.id);
    expect(body).toMatchObject({
      state: "pending",
      attempts: 1,
      errorKey: "61004",
    });
    expect(Date.parse(body.nextAttemptAt ?? "")).toBeGreaterThan(Date.now());
    allowExchanges();
  });

  test("concurrent requests process a parked event once", async () => {
    const event = await parked("望江书局");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => again(event.id)),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(
      answers.filter(({ body }) => body.code === "event_not_parked"),
    ).toHaveLength(7);
    allowExchanges();
  });

  test("a viewer may read a parked event, and an operator may process it again", async () => {
    const event = await parked("鹿鸣旅行");
    allowExchanges();
    await asRole("viewer", async () => {
      expect((await only({ appid: event.account?.appid ?? "" })).id).toBe(
        event.id,
      );
      expect((await detail(event.id)).status).toBe(200);
      const { status, body } = await again(event.id);
      expect([status, body.code]).toEqual([403, "forbidden"]);
    });
    expect((await detail(event.id)).body.state).toBe("failed");
    expect(await asRole("operator", () => again(event.id))).toMatchObject({
      status: 204,
    });
  });
});

describe("an event that is not parked", () => {
  test("processing it again is refused with a stable code", async () => {
    await eventually(
      async () => (await read({ state: "done" })).items.length > 0,
    );
    const done = (await read({ state: "done" })).items[0];
    const { status, body } = await again(done?.id ?? "");
    expect([status, body.code]).toEqual([409, "event_not_parked"]);
    const { rows } = await deployment.sql.query(
      "select 1 from audit_log where action = 'event.processed_again' and after->>'name' = 'component_verify_ticket'",
    );
    expect(rows).toEqual([]);
  });

  test("an unknown event is not found, also for an account of others", async () => {
    const known = (await read()).items[0]?.id ?? "";
    await deployment.sql.query(
      `insert into inbox (key, event_time, component_appid, channel, name, body_sealed, state)
       values ('foreign', to_timestamp(0), 'wxforeign', 'event', 'authorized', '', 'failed')`,
    );
    const id = (position: unknown) =>
      Buffer.from(JSON.stringify(position)).toString("base64url");
    for (const unknown of [
      "nothing",
      id(["foreign", 0]),
      id(["foreign", 1]),
      id(["\0", 0]),
      id(["foreign", 1e300]),
      known.slice(0, -4),
    ]) {
      for (const answer of [await detail(unknown), await again(unknown)])
        expect([
          answer.status,
          (answer.body as { code?: string }).code,
        ]).toEqual([404, "event_unknown"]);
    }
    expect((await read({ limit: "200" })).items).not.toContainEqual(
      expect.objectContaining({ account: null, name: "authorized" }),
    );
    await deployment.sql.query("delete from inbox where key = 'foreign'");
  });
});

describe("the list", () => {
  test("the list is filtered by account, type and state, and unknown values are refused", async () => {
    const account = someAccount(4);
    await connect(deployment, account.appid);
    await message(account, { Content: "一", MsgId: "1" });
    await message(account, { MsgType: "event", Event: "subscribe" });
    const names = async (query: Record<string, string>) =>
      (await read(query)).items.map(({ name }) => name);
    expect(await names({ appid: account.appid })).toEqual([
      "subscribe",
      "text",
      "authorized",
    ]);
    expect(await names({ appid: account.appid, channel: "message" })).toEqual([
      "subscribe",
      "text",
    ]);
    expect(await names({ q: account.name, name: "text" })).toEqual(["text"]);
    expect(await names({ q: account.appid, state: "done" })).toHaveLength(3);
    expect(await names({ q: account.appid, state: "failed" })).toEqual([]);
    expect(await names({ q: "%" })).toEqual([]);
    expect(
      new Set(await names({ channel: "event", name: "authorized" })),
    ).toEqual(new Set(["authorized"]));
    for (const bad of [
      "surprise=1",
      "state=parked",
      "channel=x",
      "limit=201",
      "q=%00",
      "cursor=nonsense",
    ])
      expect(
        (await deployment.session.get(`/api/v1/events?${bad}`)).status,
        bad,
      ).toBe(400);
  });

  test("the list of one account is the same list, and that of an unknown account is empty", async () => {
    const { appid } = someAccount(4);
    const path = `/api/v1/accounts/${appid}/events`;
    const own = (await deployment.session.get<Page>(path)).body;
    expect(own).toEqual(await read({ appid }));
    expect(own.items.length).toBeGreaterThan(0);
    expect((await deployment.session.get(`${path}?appid=wx1`)).status).toBe(
      400,
    );
    await deployment.sql.query(
      `insert into accounts (appid, component_appid, type, kind, name, status, authorized_at)
       values ('wxforeignaccount', 'wxforeign', 'mini_program', 'mini_program', '外部', 'disabled', now())`,
    );
    for (const unknown of ["wxnobody", "wxforeignaccount"]) {
      const answer = await deployment.session.get<{ code?: string }>(
        `/api/v1/accounts/${unknown}/events`,
      );
      expect([answer.status, answer.body.code]).toEqual([
        404,
        "account_unknown",
      ]);
    }
  });

  test("the pages have no gap and no duplicate, despite equal times and new events", async () => {
    await deployment.sql.query(
      `insert into inbox (key, event_time, component_appid, channel, name, body_sealed, state, received_at)
       select 'page' || n, now(), $1, (array['event', 'message', 'receipt'])[1 + n % 3], 'paged', '', 'done',
              timestamptz '2024-05-01 08:00:00.000001Z' + (n / 10) * interval '1 microsecond'
       from generate_series(1, 95) n`,
      [deployment.component.appid],
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await read({
        name: "paged",
        limit: "7",
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await deployment.sql.query(
        "insert into inbox (key, event_time, component_appid, channel, name, body_sealed, state) values ($1, now(), $2, 'event', 'paged', '', 'done')",
        [`new${seen.length}`, deployment.component.appid],
      );
    } while (cursor);
    expect(seen).toHaveLength(95);
    expect(new Set(seen).size).toBe(95);
    const keys = seen.map(
      (id) =>
        (JSON.parse(Buffer.from(id, "base64url").toString()) as [string])[0],
    );
    const { rows } = await deployment.sql.query<{ key: string }>(
      "select key from inbox where key like 'page%' order by received_at desc, key desc",
    );
    expect(keys).toEqual(rows.map(({ key }) => key));
    await deployment.sql.query("delete from inbox where name = 'paged'");
  });
});

describe("the body of an event", () => {
  test("the body is shown without secrets and without what a user wrote", async () => {
    await deployment.sandbox.control("ticket");
    const account = someAccount(4);
    await message(account, {
      Content: "我的电话是 13800138000",
      MsgId: "4561255354251345929",
    });
    const bodies: string[] = [];
    for (const { id } of (await read({ limit: "200" })).items) {
      const { body } = await detail(id);
      bodies.push(body.body?.text ?? "");
    }
    const all = bodies.join("\n");
    expect(all).toContain("<InfoType>component_verify_ticket</InfoType>");
    expect(all).toContain(
      `<AuthorizerAppid>${account.appid}</AuthorizerAppid>`,
    );
    expect(all).toContain("<FromUserName>oSom…4567</FromUserName>");
    for (const secret of [
      deployment.sandbox.newestTicket(),
      "ticket@@@",
      "queryauthcode@@@",
      "preauthcode@@@",
      "13800138000",
      "oSomebodyWhoWroteToUs1234567",
    ])
      expect(all, secret).not.toContain(secret);
    expect(JSON.stringify(await read({ limit: "200" }))).not.toContain("xml");
  });

  test("a body that no key opens does not affect the others", async () => {
    const { id } = await only({
      appid: someAccount(4).appid,
      name: "subscribe",
    });
    await deployment.sql.query(
      "update inbox set body_sealed = 'gone.' || split_part(body_sealed, '.', 2) where name = 'subscribe'",
    );
    const { status, body } = await detail(id);
    expect([status, body.name, body.body]).toEqual([200, "subscribe", null]);
  });
});

describe("the events of a deleted account", () => {
  test("no event is left in the list, by its id or by the account", async () => {
    const { appid, name } = someAccount(4);
    const { id } = await only({ appid, name: "authorized" });
    await deployment.sql.query(
      "update inbox set state = 'failed' where appid = $1 and name = 'authorized'",
      [appid],
    );
    await nextSecond();
    await deployment.sandbox.control("deauthorize", { appid });
    await eventually(
      async () => (await view(deployment, appid)).status === "deauthorized",
    );
    const deleted = await fetch(
      `${deployment.consoles[0]?.origin}/api/v1/accounts/${appid}`,
      {
        method: "DELETE",
        headers: {
          cookie: deployment.session.cookie,
          "content-type": "application/json",
        },
        body: JSON.stringify({ confirmName: name }),
      },
    );
    expect(deleted.status).toBe(200);
    expect((await read({ appid })).items).toEqual([]);
    expect((await read({ q: name })).items).toEqual([]);
    expect((await detail(id)).status).toBe(404);
    expect((await again(id)).status).toBe(404);
    expect(
      (await deployment.session.get(`/api/v1/accounts/${appid}/events`)).status,
    ).toBe(404);
  });
});
