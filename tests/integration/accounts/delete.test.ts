import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, enabled, sample, view } from "../../harness/accounts.ts";
import { openLink } from "../../harness/visitor.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { throughout } from "../../harness/waits.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  await deployment.sandbox.control("accounts-add", { count: 40 });
});
afterAll(() => deployment.close());

interface Answer {
  code?: string;
  removed?: Record<string, number>;
}
const unused = () => {
  const found = deployment.sandbox
    .accounts()
    .find(({ name, grant }) => name.startsWith("连锁门店") && !grant);
  if (!found) throw new Error("no account left");
  return found.appid;
};
const remove = async (appid: string, confirmName?: string) => {
  const name = confirmName ?? (await view(deployment, appid)).name;
  const response = await fetch(
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
  return { status: response.status, body: (await response.json()) as Answer };
};
async function gone(appid: string): Promise<void> {
  await deployment.sandbox.control("deauthorize", { appid });
  await eventually(
    async () => (await view(deployment, appid)).status === "deauthorized",
  );
}

/** Every row of every table that contains the AppID, by the database's catalogue; the audit log is exempt. */
async function rowsOf(appid: string): Promise<string[]> {
  const { rows: tables } = await deployment.sql.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  expect(tables.length).toBeGreaterThan(12);
  const found: string[] = [];
  for (const { name } of tables) {
    if (name === "audit_log") continue;
    const { rows } = await deployment.sql.query<{ count: number }>(
      `select count(*)::int as count from ${name} as each_row where to_jsonb(each_row)::text like '%' || $1 || '%'`,
      [appid],
    );
    if ((rows[0]?.count ?? 0) > 0) found.push(name);
  }
  return found;
}

describe("删除", () => {
  test("the deletion is refused until WeChat has reported the end of the authorization", async () => {
    const appid = await enabled(deployment, unused());
    const { status, body } = await remove(appid);
    expect([status, body.code]).toEqual([409, "account_still_authorized"]);
    expect((await view(deployment, appid)).status).toBe("enabled");
  });

  test("the deletion requires the account's name", async () => {
    const appid = await connect(deployment, unused());
    await gone(appid);
    const { status, body } = await remove(appid, "something else");
    expect([status, body.code]).toEqual([400, "confirm_name_mismatch"]);
    expect((await remove(appid, "")).status).toBe(400);
    expect((await view(deployment, appid)).status).toBe("deauthorized");
  });

  test("the deletion requires a recent sign-in, which the password renews", async () => {
    const appid = await connect(deployment, unused());
    await gone(appid);
    await deployment.sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    const { status, body } = await remove(appid);
    expect([status, body.code]).toEqual([403, "recent_sign_in_required"]);
    const confirm = (password: string) =>
      deployment.session.send<Answer>("POST", "/api/v1/session/confirm", {
        password,
      });
    const wrong = await confirm("not the password");
    expect([wrong.status, wrong.body.code]).toEqual([403, "password_wrong"]);
    expect((await remove(appid)).status).toBe(403);
    expect((await confirm("correct horse battery")).status).toBe(204);
    expect((await remove(appid)).status).toBe(200);
  });

  test("the deletion is reserved for administrators", async () => {
    const appid = await connect(deployment, unused());
    await gone(appid);
    await deployment.sql.query("update users set role = 'operator'");
    const { status } = await remove(appid, "x");
    await deployment.sql.query("update users set role = 'owner'");
    expect(status).toBe(403);
  });

  test("no row of the account is left, the removed data are named, and the audit log keeps it", async () => {
    const appid = await enabled(deployment, unused());
    const link = (
      await deployment.session.send<{ url: string }>(
        "POST",
        "/api/v1/authorization-links",
        { kind: "account", appid },
      )
    ).body;
    const visit = await openLink(link.url);
    await visit.report("followed");
    await visit.authorize(deployment.sandbox, appid);
    await deployment.session.send(
      "POST",
      `/api/v1/accounts/${appid}/quota-resets`,
    );
    await deployment.session.send("POST", `/api/v1/accounts/${appid}/refresh`);
    await gone(appid);
    const tables = await rowsOf(appid);
    expect(tables).toEqual(
      expect.arrayContaining([
        "accounts",
        "account_tokens",
        "authorization_codes",
        "authorization_links",
        "authorization_positions",
        "authorizations",
        "inbox",
        "quota_resets",
      ]),
    );
    const preview = (
      await deployment.session.get<{ deletable: boolean; counts: object }>(
        `/api/v1/accounts/${appid}/deletion`,
      )
    ).body;
    expect(preview.deletable).toBe(true);
    const { body } = await remove(appid);
    expect(body.removed).toEqual(preview.counts);
    expect(body.removed).toMatchObject({
      links: 1,
      quotaResets: 1,
      openidProperty: 1,
    });
    expect(await rowsOf(appid)).toEqual([]);
    const { rows } = await deployment.sql.query(
      "select outcome from audit_log where subject = $1 and action = 'account.deleted'",
      [appid],
    );
    expect(rows.at(-1)).toEqual({ outcome: "done" });
  });

  test("a Mini Program loses its configuration, token, receipts and receipt address", async () => {
    const appid = await connect(deployment, sample(deployment, "云杉咖啡点单"));
    const path = `/api/v1/accounts/${appid}/mini-program-config`;
    const { appSecret } = (await deployment.sandbox.control("app-secret", {
      appid,
    })) as { appSecret: string };
    await deployment.session.send("POST", "/api/v1/webhooks", {
      url: "https://hooks.example.com/",
    });
    const push = { token: "abc", mode: "plain", format: "json" };
    const { body } = await deployment.session.send<{
      receipt: { url: string };
    }>("PUT", path, {
      send: { mode: "app_secret", appSecret },
      receipt: { ...push, source: "wechat" },
    });
    await deployment.session.get(`/api/v1/accounts/${appid}/access-token`);
    const { url } = body.receipt;
    await deployment.sandbox.control("push-setting", { appid, url, ...push });
    const receipt = () =>
      deployment.sandbox.control("own-event", {
        appid,
        event: "subscribe_msg_popup_event",
        openid: "oABC",
        entries: [{ TemplateId: "t", SubscribeStatusString: "accept" }],
      }) as Promise<{ status: number }>;
    await receipt();
    await eventually(async () => (await rowsOf(appid)).includes("receipts"));
    await gone(appid);
    expect(await rowsOf(appid)).toEqual(
      expect.arrayContaining([
        "account_tokens",
        "mini_program_configs",
        "webhook_deliveries",
      ]),
    );
    const removed = await remove(appid);
    expect(removed.body.removed).toMatchObject({ receipts: 1 });
    expect(await rowsOf(appid)).toEqual([]);
    expect((await receipt()).status).toBe(403);
    expect(await rowsOf(appid)).toEqual([]);
  });

  test("late events that race with the deletion leave no row either", async () => {
    const account = (appid: string) =>
      deployment.sandbox.accounts().find((known) => known.appid === appid);
    for (let round = 0; round < 8; round += 1) {
      const appid = await connect(deployment, unused());
      await gone(appid);
      const createTime = Math.floor(Date.now() / 1000);
      const late = [
        { kind: "event", fields: { InfoType: "unauthorized" } },
        {
          kind: "event",
          fields: { InfoType: "unauthorized", CreateTime: createTime - 3 },
        },
        {
          kind: "event",
          fields: {
            InfoType: "authorized",
            CreateTime: createTime - 60,
            AuthorizationCode: `queryauthcode@@@${round}`,
            AuthorizationCodeExpiredTime: createTime,
          },
        },
        { kind: "event", fields: { InfoType: "notify_3rd_wxa_auth" } },
        {
          kind: "message",
          fields: {
            ToUserName: account(appid)?.userName,
            FromUserName: "o1",
            CreateTime: createTime,
            MsgType: "text",
            Content: "hello",
            MsgId: `${round}`,
          },
        },
      ].map(({ kind, fields }) =>
        deployment.sandbox.push({
          kind,
          appid,
          fields:
            kind === "event" ? { AuthorizerAppid: appid, ...fields } : fields,
        }),
      );
      const removed = remove(appid);
      const answers = await Promise.all(late);
      expect((await removed).status).toBe(200);
      expect(new Set(answers.map(({ body }) => body))).toEqual(
        new Set(["success"]),
      );
      await throughout(300, async () =>
        expect(await rowsOf(appid)).toEqual([]),
      );
    }
  });

  test("negative control: without the fingerprint a late event brings a row back", async () => {
    const appid = await connect(deployment, unused());
    await gone(appid);
    await remove(appid);
    await deployment.sql.query("delete from deleted_accounts");
    await deployment.sandbox.push({
      kind: "event",
      fields: { InfoType: "unauthorized", AuthorizerAppid: appid },
    });
    expect(await rowsOf(appid)).not.toEqual([]);
  });

  test("the same account can be connected again, as a new one", async () => {
    const appid = await enabled(deployment, sample(deployment, "云杉咖啡"));
    await gone(appid);
    await remove(appid);
    expect(
      (await deployment.session.get(`/api/v1/accounts/${appid}`)).status,
    ).toBe(404);
    await connect(deployment, appid);
    expect(await view(deployment, appid)).toMatchObject({
      status: "disabled",
      openidProperty: null,
    });
    const history = (
      await deployment.session.get<{ authorizations: { kind: string }[] }>(
        `/api/v1/accounts/${appid}`,
      )
    ).body.authorizations;
    expect(history.map(({ kind }) => kind)).toEqual(["authorized"]);
    await gone(appid);
  });
});
