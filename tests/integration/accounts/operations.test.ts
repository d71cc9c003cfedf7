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
import { eventually, startWorld, type World } from "../../harness/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld(inject("clusterUrl"));
  await world.sandbox.control("accounts-add", { count: 60 });
});
afterAll(() => world.close());

interface Problem {
  code: string;
  detail: string;
}
const put = (appid: string, body: object) =>
  world.session.send<Problem>(
    "PUT",
    `/api/v1/accounts/${appid}/openid-property`,
    body,
  );
const press = (appid: string, what: "enable" | "disable" | "refresh") =>
  world.session.send<Problem>("POST", `/api/v1/accounts/${appid}/${what}`);
const unused = () => {
  const found = world.sandbox
    .accounts()
    .find(({ name, grant }) => name.startsWith("连锁门店") && !grant);
  if (!found) throw new Error("no account left");
  return found.appid;
};
const MINIMUM = [1, 2, 3, 7, 8, 11, 15];

describe("设置 OpenID", () => {
  test("takes a text property that is not retired, and shows it", async () => {
    const appid = await connect(world, unused());
    const chosen = await property(world);
    expect((await put(appid, { propertyId: chosen.id })).status).toBe(200);
    expect((await view(world, appid)).openidProperty).toMatchObject(chosen);
    const refused = async (propertyId: string) => {
      const { status, body } = await put(appid, { propertyId });
      return [status, body.code];
    };
    expect(
      await refused((await property(world, { type: "number" })).id),
    ).toEqual([409, "property_not_text"]);
    expect(
      await refused((await property(world, { retired: true })).id),
    ).toEqual([409, "property_retired"]);
    expect(await refused("7a1c9f0e-0000-4000-8000-000000000000")).toEqual([
      404,
      "property_unknown",
    ]);
    expect(await refused("not-an-id")).toEqual([400, "input_invalid"]);
    expect((await view(world, appid)).openidProperty).toMatchObject(chosen);
  });

  test("a property of another account is taken only when that was confirmed, and the account is named", async () => {
    const [first, second] = [
      await connect(world, unused()),
      await connect(world, unused()),
    ];
    const shared = await property(world);
    await put(first, { propertyId: shared.id });
    const { status, body } = await put(second, { propertyId: shared.id });
    expect([status, body.code]).toEqual([409, "property_shared"]);
    expect(body.detail).toContain((await view(world, first)).name);
    expect((await view(world, second)).openidProperty).toBeNull();
    const confirmed = await put(second, {
      propertyId: shared.id,
      confirmShared: true,
    });
    expect(confirmed.status).toBe(200);
  });

  test("of two accounts that choose one property at once, one is told of the other", async () => {
    const pair = [
      await connect(world, unused()),
      await connect(world, unused()),
    ];
    for (let round = 0; round < 10; round += 1) {
      const { id } = await property(world);
      const answers = await Promise.all(
        pair.map((appid) => put(appid, { propertyId: id })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  test("the chooser offers text properties by search, with the accounts that use each", async () => {
    const [first, second] = [
      await connect(world, unused()),
      await connect(world, unused()),
    ];
    const mine = await property(world);
    const number = await property(world, { type: "number" });
    await put(first, { propertyId: mine.id });
    const offered = async (q: string) =>
      (
        await world.session.get<{
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
    const unverified = await connect(world, sample(world, "青禾农场"));
    expect(await enable(unverified)).toEqual([409, "account_not_verified"]);
    const meagre = await connect(world, unused(), [1, 2, 3]);
    expect(await enable(meagre)).toEqual([409, "minimum_sets_missing"]);
    const bare = await connect(world, unused());
    expect(await enable(bare)).toEqual([409, "openid_property_missing"]);
    expect(await enable("wxunknown")).toEqual([404, "account_unknown"]);
    for (const appid of [unverified, meagre, bare])
      expect((await view(world, appid)).status).toBe("disabled");
  });

  test("an account that has all it needs is enabled once, disabled once, and each is in the audit log once", async () => {
    const appid = await enabled(world, unused());
    expect((await press(appid, "enable")).status).toBe(200);
    expect((await view(world, appid)).status).toBe("enabled");
    expect((await press(appid, "disable")).status).toBe(200);
    expect((await press(appid, "disable")).status).toBe(200);
    expect(await view(world, appid)).toMatchObject({
      status: "disabled",
      statusReason: null,
    });
    const { rows } = await world.sql.query(
      "select action from audit_log where subject = $1 and action in ('account.enabled', 'account.disabled') order by at",
      [appid],
    );
    expect(rows).toEqual([
      { action: "account.enabled" },
      { action: "account.disabled" },
    ]);
  });

  test("a Mini Program need not be verified", async () => {
    const appid = await enabled(world, sample(world, "青禾到家"));
    expect((await view(world, appid)).status).toBe("enabled");
  });

  test("clearing the OpenID property disables the account and says why", async () => {
    const appid = await enabled(world, unused());
    expect((await put(appid, { propertyId: null })).status).toBe(200);
    expect(await view(world, appid)).toMatchObject({
      status: "disabled",
      statusReason: "openid_cleared",
      openidProperty: null,
    });
  });

  test("sets that the merchant takes back disable it; when they come back it is offered, not enabled", async () => {
    const appid = await enabled(world, unused());
    await world.sandbox.control("sets", { appid, sets: [1, 2, 3] });
    await eventually(
      async () => (await view(world, appid)).status === "disabled",
    );
    expect((await view(world, appid)).statusReason).toBe("permissions_lost");
    await world.sandbox.control("sets", { appid, sets: MINIMUM });
    await eventually(async () => (await view(world, appid)).readiness.ready);
    expect((await view(world, appid)).status).toBe("disabled");
    expect((await press(appid, "enable")).status).toBe(200);
    expect(await view(world, appid)).toMatchObject({
      status: "enabled",
      statusReason: null,
    });
  });

  test("verification that WeChat no longer tells of disables it at the next reading", async () => {
    const appid = await enabled(world, unused());
    await world.sandbox.control("account", { appid, verifyType: -1 });
    await press(appid, "refresh");
    expect(await view(world, appid)).toMatchObject({
      status: "disabled",
      statusReason: "verification_lost",
    });
  });

  test("enabling that races with the end of the authorization never ends enabled", async () => {
    for (let round = 0; round < 12; round += 1) {
      const appid = await enabled(world, unused());
      await press(appid, "disable");
      await Promise.all([
        world.sandbox.control("deauthorize", { appid }),
        ...Array.from({ length: 4 }, () => press(appid, "enable")),
      ]);
      await eventually(
        async () => (await view(world, appid)).status !== "disabled",
      );
      await eventually(
        async () => (await view(world, appid)).status === "deauthorized",
      );
      const { status, body } = await press(appid, "enable");
      expect([status, body.code]).toEqual([409, "account_deauthorized"]);
      expect((await view(world, appid)).status).toBe("deauthorized");
      await world.sandbox.control("authorize", { appid });
    }
  });

  test("enabled implies ready at every step of random histories of people and WeChat", async () => {
    const appid = await connect(world, unused());
    const { id } = await property(world);
    const steps = {
      enable: () => press(appid, "enable"),
      disable: () => press(appid, "disable"),
      refresh: () => press(appid, "refresh"),
      set: () => put(appid, { propertyId: id }),
      clear: () => put(appid, { propertyId: null }),
      fewer: () => world.sandbox.control("sets", { appid, sets: [1, 3] }),
      whole: () => world.sandbox.control("sets", { appid, sets: MINIMUM }),
      unverified: () =>
        world.sandbox.control("account", { appid, verifyType: -1 }),
      verified: () =>
        world.sandbox.control("account", { appid, verifyType: 0 }),
      leave: () => world.sandbox.control("deauthorize", { appid }),
      back: () => world.sandbox.control("authorize", { appid, sets: MINIMUM }),
    };
    const names = Object.keys(steps) as (keyof typeof steps)[];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...names), { minLength: 4, maxLength: 14 }),
        async (history) => {
          for (const name of history) {
            await steps[name]();
            const { status, readiness } = await view(world, appid);
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
      await world.session.send<{ token: string; url: string }>(
        "POST",
        "/api/v1/authorization-links",
        { kind: "account", appid, permissionSets },
      )
    ).body;
  const follow = async (token: string) =>
    (
      await world.session.get<{
        status: string;
        reason?: string;
        difference?: object;
      }>(`/api/v1/authorization-links/${token}`)
    ).body;

  test("the link names the missing sets to the admin, and afterwards tells what was gained, lost, and began to work", async () => {
    const appid = await connect(world, unused(), [1, 2, 3, 8, 11, 15]);
    const { id } = await property(world);
    await put(appid, { propertyId: id });
    // Within one second WeChat's clock does not tell which of two authorizations came first.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const link = await makeLink(appid, [7]);
    expect(await (await fetch(link.url)).text()).toContain("群发与通知");
    const visit = await openLink(link.url);
    await world.sandbox.control("knobs", { pushOrder: "push_first" });
    const sandboxAccount = world.sandbox
      .accounts()
      .find((account) => account.appid === appid);
    expect(sandboxAccount?.grant?.sets).not.toContain(7);
    await visit.report("followed");
    await visit.authorize(world.sandbox, appid);
    await eventually(async () => (await follow(link.token)).status === "done");
    const { difference } = await follow(link.token);
    expect(difference).toMatchObject({
      lost: [],
      began: ["mass_send", "template_message"],
      ceased: [],
    });
    expect((difference as { gained: number[] }).gained).toContain(7);
    await world.sandbox.control("knobs", { pushOrder: "together" });
  });

  test("another account that was scanned is told of, and this one is left as it was", async () => {
    const [appid, other] = [await connect(world, unused()), unused()];
    const before = await view(world, appid);
    const link = await makeLink(appid);
    const visit = await openLink(link.url);
    await visit.authorize(world.sandbox, other);
    expect(await follow(link.token)).toMatchObject({
      status: "failed",
      reason: "wrong_account",
    });
    expect(await view(world, appid)).toEqual(before);
  });
});

describe("bulk", () => {
  test("does each account by itself, and tells the reason of each that failed", async () => {
    const [ready, bare, gone] = [
      await enabled(world, unused()),
      await connect(world, unused()),
      await connect(world, unused()),
    ];
    await press(ready, "disable");
    await world.sandbox.control("deauthorize", { appid: gone });
    await eventually(
      async () => (await view(world, gone)).status === "deauthorized",
    );
    const { body } = await world.session.send<{ results: object[] }>(
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
    expect((await view(world, ready)).status).toBe("enabled");
  });

  test("takes fifty at a time and no more", async () => {
    const { status } = await world.session.send(
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
