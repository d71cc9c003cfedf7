import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

const COUNT = 1_000;
/** As the console's own page asks. */
const BATCH = 20;

let deployment: Deployment;
let appids: string[];
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  deployment.sandbox.setScenario({ losePushes: COUNT });
  const made = await deployment.sandbox.control("accounts-add", {
    count: COUNT,
  });
  ({ appids } = made as { appids: string[] });
  for (const appid of appids)
    await deployment.sandbox.control("authorize", { appid });
});
afterAll(() => deployment.close());

interface BatchAnswer {
  results: { appid: string; ok: boolean; code?: string }[];
}

async function inBatches(action: string): Promise<BatchAnswer["results"]> {
  const results: BatchAnswer["results"] = [];
  for (let from = 0; from < appids.length; from += BATCH) {
    const { body } = await deployment.session.send<BatchAnswer>(
      "POST",
      "/api/v1/accounts/bulk",
      { action, appids: appids.slice(from, from + BATCH) },
    );
    results.push(...body.results);
  }
  return results;
}

async function standings(): Promise<Record<string, number>> {
  const { rows } = await deployment.sql.query<{
    status: string;
    count: number;
  }>("select status, count(*)::int from accounts group by status");
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** A property for each account, by SQL: setting one is tested elsewhere. */
const giveProperties = () =>
  deployment.sql.query(`
    with made as (
      insert into user_properties (name, display_name, type, source)
      select 'openid_' || appid, name, 'text', 'console' from accounts
      returning id, name
    )
    update accounts set openid_property_id = made.id
    from made where made.name = 'openid_' || accounts.appid`);

describe("a thousand accounts", () => {
  test("accounts whose pushes were all lost are found by one 刷新列表", async () => {
    const { status, body } = await deployment.session.send(
      "POST",
      "/api/v1/platform/sync-accounts",
    );
    expect({ status, ...body }).toMatchObject({
      status: 200,
      found: COUNT,
      added: COUNT,
      deauthorized: 0,
    });
    expect(await standings()).toEqual({ disabled: COUNT });
  });

  test("a thousand accounts are enabled, refreshed and disabled, with the reason of each failure", async () => {
    await giveProperties();
    const bare = appids.slice(-3);
    await deployment.sql.query(
      "update accounts set openid_property_id = null where appid = any($1)",
      [bare],
    );
    const enabled = await inBatches("enable");
    expect(enabled.filter(({ ok }) => ok)).toHaveLength(COUNT - 3);
    expect(enabled.filter(({ ok }) => !ok)).toMatchObject(
      bare.map((appid) => ({ appid, code: "openid_property_missing" })),
    );
    expect(await standings()).toEqual({ enabled: COUNT - 3, disabled: 3 });

    const asked = deployment.sandbox.calls("api_get_authorizer_info").length;
    const refreshed = await inBatches("refresh");
    expect(refreshed.every(({ ok }) => ok)).toBe(true);
    expect(
      deployment.sandbox.calls("api_get_authorizer_info").length - asked,
    ).toBe(COUNT);

    await inBatches("disable");
    expect(await standings()).toEqual({ disabled: COUNT });
  });

  test("a thousand accounts are exported, one line each", async () => {
    const csv = await deployment.session.get<string>("/api/v1/accounts/export");
    expect(csv.status).toBe(200);
    expect(csv.body.trimEnd().split("\r\n")).toHaveLength(COUNT + 1);
  });
});
