import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  connect,
  enabled,
  property,
  sample,
  view,
} from "../../harness/accounts.ts";
import { openLink } from "../../harness/visitor.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { nextSecond } from "../../harness/waits.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  await deployment.sandbox.control("accounts-add", { count: 60 });
});
afterAll(() => deployment.close());

interface Problem {
  code: string;
  detail: string;
}
const put = (appid: string, body: object) =>
  deployment.session.send<Problem>(
    "PUT",
    `/api/v1/accounts/${appid}/openid-property`,
    body,
  );
const press = (appid: string, what: "enable" | "disable" | "refresh") =>
  deployment.session.send<Problem>("POST", `/api/v1/accounts/${appid}/${what}`);
const unused = () => {
  const found = deployment.sandbox
    .accounts()
    .find(({ name, grant }) => name.startsWith("连锁门店") && !grant);
  if (!found) throw new Error("no account left");
  return found.appid;
};
const MINIMUM = [1, 2, 3, 7, 8, 11, 15];

describe("设置 OpenID", () => {
  test("a text property that is not retired is stored and shown", async () => {
    const appid = await connect(deployment, unused());
    const chosen = await property(deployment);
    expect((await put(appid, { propertyId: chosen.id })).status).toBe(200);
    expect((await view(deployment, appid)).openidProperty).toMatchObject(
      chosen,
    );
    const refused = async (propertyId: string) => {
      const { status, body } = await put(appid, { propertyId });
      return [status, body.code];
    };
    expect(
      await refused((await property(deployment, { type: "number" })).id),
    ).toEqual([409, "property_not_text"]);
    expect(
      await refused((await property(deployment, { retired: true })).id),
    ).toEqual([409, "property_retired"]);
    expect(await refused("7a1c9f0e-0000-4000-8000-000000000000")).toEqual([
      404,
      "property_unknown",
    ]);
    expect(await refused("not-an-id")).toEqual([400, "input_invalid"]);
    expect((await view(deployment, appid)).openidProperty).toMatchObject(
      chosen,
    );
  });

  test("a property of another account is taken only after confirmation, which names it", async () => {
    const [first, second] = [
      await connect(deployment, unused()),
      await connect(deployment, unused()),
    ];
    const shared = await property(deployment);
    await put(first, { propertyId: shared.id });
    const { status, body } = await put(second, { propertyId: shared.id });
    expect([status, body.code]).toEqual([409, "property_shared"]);
    expect(body.detail).toContain((await view(deployment, first)).name);
    expect((await view(deployment, second)).openidProperty).toBeNull();
    const confirmed = await put(second, {
      propertyId: shared.id,
      confirmShared: true,
    });
    expect(confirmed.status).toBe(200);
  });

  test("one of two accounts that choose a property concurrently gets a conflict", async () => {
    const pair = [
      await connect(deployment, unused()),
      await connect(deployment, unused()),
    ];
    for (let round = 0; round < 10; round += 1) {
      const { id } = await property(deployment);
      const answers = await Promise.all(
        pair.map((appid) => put(appid, { propertyId: id })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  test("the chooser finds text properties, with the accounts that use each", async () => {
    const [first, second] = [
      await connect(deployment, unused()),
      await connect(deployment, unused()),
    ];
    const mine = await property(deployment);
    const number = await property(deployment, { type: "number" });
    await put(first, { propertyId: mine.id });
    const offered = async (q: string) =>
      (
        await deployment.session.get<{
          items: { id: string; usedBy: { appid: string }[] }[];
        }>(`/api/v1/accounts/${second}/openid-property?q=${q}`)
      ).body.items;
    expect(await offered(mine.name)).toMatchObject([
      { id: mine.id, usedBy: [{ appid: first }] },
    ]);
    expect(await offered(number.name)).toEqual([]);
    expect(await offered("%25")).toEqual([]);
  });
});

describe("开启 and 停用", () => {
  test("each failed check is refused with its own code, and the account stays disabled", async () => {
    const enable = async (appid: string) => {
      const { status, body } = await press(appid, "enable");
      return [status, body.code];
    };
    const unverified = await connect(
      deployment,
      sample(deployment, "青禾农场"),
    );
    expect(await enable(unverified)).toEqual([409, "account_not_verified"]);
    const meagre = await connect(deployment, unused(), [1, 2, 3]);
    expect(await enable(meagre)).toEqual([409, "minimum_sets_missing"]);
    const bare = await connect(deployment, unused());
    expect(await enable(bare)).toEqual([409, "openid_property_missing"]);
    expect(await enable("wxunknown")).toEqual([404, "account_unknown"]);
    for (const appid of [unverified, meagre, bare])
      expect((await view(deployment, appid)).status).toBe("disabled");
  });

  test("a ready account is enabled once and disabled once, each audited once", async () => {
    const appid = await enabled(deployment, unused());
    expect((await press(appid, "enable")).status).toBe(200);
    expect((await view(deployment, appid)).status).toBe("enabled");
    expect((await press(appid, "disable")).status).toBe(200);
    expect((await press(appid, "disable")).status).toBe(200);
    expect(await view(deployment, appid)).toMatchObject({
      status: "disabled",
      statusReason: null,
    });
    const { rows } = await deployment.sql.query(
      "select action from audit_log where subject = $1 and action in ('account.enabled', 'account.disabled') order by at",
      [appid],
    );
    expect(rows).toEqual([
      { action: "account.enabled" },
      { action: "account.disabled" },
    ]);
  });

  test("a Mini Program need not be verified", async () => {
    const appid = await enabled(deployment, sample(deployment, "青禾到家"));
    expect((await view(deployment, appid)).status).toBe("enabled");
  });

  test("clearing the OpenID property disables the account and says why", async () => {
    const appid = await enabled(deployment, unused());
    expect((await put(appid, { propertyId: null })).status).toBe(200);
    expect(await view(deployment, appid)).toMatchObject({
      status: "disabled",
      statusReason: "openid_cleared",
      openidProperty: null,
    });
  });

  test("withdrawn sets disable an account, and their return offers to enable it", async () => {
    const appid = await enabled(deployment, unused());
    await deployment.sandbox.control("sets", { appid, sets: [1, 2, 3] });
    await eventually(
      async () => (await view(deployment, appid)).status === "disabled",
    );
    expect((await view(deployment, appid)).statusReason).toBe(
      "permissions_lost",
    );
    await deployment.sandbox.control("sets", { appid, sets: MINIMUM });
    await eventually(
      async () => (await view(deployment, appid)).readiness.ready,
    );
    expect((await view(deployment, appid)).status).toBe("disabled");
    expect((await press(appid, "enable")).status).toBe(200);
    expect(await view(deployment, appid)).toMatchObject({
      status: "enabled",
      statusReason: null,
    });
  });

  test("a lost verification disables an account at the next refresh", async () => {
    const appid = await enabled(deployment, unused());
    await deployment.sandbox.control("account", { appid, verifyType: -1 });
    await press(appid, "refresh");
    expect(await view(deployment, appid)).toMatchObject({
      status: "disabled",
      statusReason: "verification_lost",
    });
  });

  test("an account that turns out unverified when its data are fetched is disabled, with webhook and audit row", async () => {
    const appid = await enabled(deployment, unused());
    const endpoint = await deployment.session.send<{ id: string }>(
      "POST",
      "/api/v1/webhooks",
      { url: "https://hooks.example.com/status", events: ["account.disabled"] },
    );
    expect(endpoint.status).toBe(201);
    await deployment.sandbox.control("account", { appid, verifyType: -1 });
    const { rows } = await deployment.sql.query<{ updated_at: string }>(
      "update accounts set info_fetched_at = null where appid = $1 returning updated_at::text",
      [appid],
    );
    await eventually(
      async () => (await view(deployment, appid)).status === "disabled",
      60_000,
    );
    const found = await deployment.sql.query(
      `select updated_at > $2::timestamptz as updated,
         (select count(*)::int from webhook_deliveries where webhook_deliveries.appid = accounts.appid) as webhooks,
         (select count(*)::int from audit_log where subject = accounts.appid
           and action = 'account.disabled' and actor_name = 'account-data') as audited
       from accounts where appid = $1`,
      [appid, rows[0]?.updated_at],
    );
    expect(found.rows).toEqual([{ updated: true, webhooks: 1, audited: 1 }]);
    await deployment.session.send(
      "DELETE",
      `/api/v1/webhooks/${endpoint.body.id}`,
    );
  });

  test("enabling never wins a race with the end of the authorization", async () => {
    for (let round = 0; round < 12; round += 1) {
      const appid = await enabled(deployment, unused());
      await press(appid, "disable");
      await Promise.all([
        deployment.sandbox.control("deauthorize", { appid }),
        ...Array.from({ length: 4 }, () => press(appid, "enable")),
      ]);
      await eventually(
        async () => (await view(deployment, appid)).status !== "disabled",
      );
      await eventually(
        async () => (await view(deployment, appid)).status === "deauthorized",
      );
      const { status, body } = await press(appid, "enable");
      expect([status, body.code]).toEqual([409, "account_deauthorized"]);
      expect((await view(deployment, appid)).status).toBe("deauthorized");
      await deployment.sandbox.control("authorize", { appid });
    }
  });

  test("an enabled account is ready at every step of random histories of people and WeChat", async () => {
    const appid = await connect(deployment, unused());
    const { id } = await property(deployment);
    const steps = {
      enable: () => press(appid, "enable"),
      disable: () => press(appid, "disable"),
      refresh: () => press(appid, "refresh"),
      set: () => put(appid, { propertyId: id }),
      clear: () => put(appid, { propertyId: null }),
      fewer: () => deployment.sandbox.control("sets", { appid, sets: [1, 3] }),
      whole: () => deployment.sandbox.control("sets", { appid, sets: MINIMUM }),
      unverified: () =>
        deployment.sandbox.control("account", { appid, verifyType: -1 }),
      verified: () =>
        deployment.sandbox.control("account", { appid, verifyType: 0 }),
      leave: () => deployment.sandbox.control("deauthorize", { appid }),
      back: () =>
        deployment.sandbox.control("authorize", { appid, sets: MINIMUM }),
    };
    const names = Object.keys(steps) as (keyof typeof steps)[];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...names), { minLength: 4, maxLength: 14 }),
        async (history) => {
          for (const name of history) {
            await steps[name]();
            const { status, readiness } = await view(deployment, appid);
            if (status === "enabled") expect(readiness.ready).toBe(true);
          }
        },
      ),
      { numRuns: 15, endOnFailure: true },
    );
    // Another test may take the account up that a history has left.
    await steps.verified();
  });
});

describe("更新授权", () => {
  const makeLink = async (appid: string, permissionSets: number[] = []) =>
    (
      await deployment.session.send<{ token: string; url: string }>(
        "POST",
        "/api/v1/authorization-links",
        { kind: "account", appid, permissionSets },
      )
    ).body;
  const follow = async (token: string) =>
    (
      await deployment.session.get<{
        status: string;
        reason?: string;
        difference?: object;
      }>(`/api/v1/authorization-links/${token}`)
    ).body;

  test("the link names the missing sets, and its result what was gained and what works now", async () => {
    const appid = await connect(deployment, unused(), [1, 2, 3, 8, 11, 15]);
    const { id } = await property(deployment);
    await put(appid, { propertyId: id });
    await nextSecond();
    const link = await makeLink(appid, [7]);
    expect(await (await fetch(link.url)).text()).toContain("群发与通知");
    const visit = await openLink(link.url);
    await deployment.sandbox.control("knobs", { pushOrder: "push_first" });
    const sandboxAccount = deployment.sandbox
      .accounts()
      .find((account) => account.appid === appid);
    expect(sandboxAccount?.grant?.sets).not.toContain(7);
    await visit.report("followed");
    await visit.authorize(deployment.sandbox, appid);
    await eventually(async () => (await follow(link.token)).status === "done");
    const { difference } = await follow(link.token);
    expect(difference).toMatchObject({
      lost: [],
      began: ["mass_send", "template_message"],
      ceased: [],
    });
    expect((difference as { gained: number[] }).gained).toContain(7);
    await deployment.sandbox.control("knobs", { pushOrder: "together" });
  });

  test("another account that was scanned is reported, and this one is left unchanged", async () => {
    const [appid, other] = [await connect(deployment, unused()), unused()];
    const before = await view(deployment, appid);
    const link = await makeLink(appid);
    const visit = await openLink(link.url);
    await visit.authorize(deployment.sandbox, other);
    expect(await follow(link.token)).toMatchObject({
      status: "failed",
      reason: "wrong_account",
    });
    expect(await view(deployment, appid)).toEqual(before);
  });
});

describe("bulk operations", () => {
  test("each account is processed separately, with the reason of each failure", async () => {
    const [ready, bare, gone] = [
      await enabled(deployment, unused()),
      await connect(deployment, unused()),
      await connect(deployment, unused()),
    ];
    await press(ready, "disable");
    await deployment.sandbox.control("deauthorize", { appid: gone });
    await eventually(
      async () => (await view(deployment, gone)).status === "deauthorized",
    );
    const { body } = await deployment.session.send<{ results: object[] }>(
      "POST",
      "/api/v1/accounts/bulk",
      { action: "enable", appids: [ready, bare, gone, "wxunknown"] },
    );
    expect(body.results).toMatchObject([
      { appid: ready, ok: true },
      { appid: bare, ok: false, code: "openid_property_missing" },
      { appid: gone, ok: false, code: "account_deauthorized" },
      { appid: "wxunknown", ok: false, code: "account_unknown" },
    ]);
    expect((await view(deployment, ready)).status).toBe("enabled");
  });

  test("one request takes at most fifty accounts", async () => {
    const { status } = await deployment.session.send(
      "POST",
      "/api/v1/accounts/bulk",
      {
        action: "refresh",
        appids: Array.from({ length: 51 }, (_, index) => `wx${index}`),
      },
    );
    expect(status).toBe(400);
  });
});
