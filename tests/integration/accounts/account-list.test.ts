import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  for (const account of deployment.sandbox
    .accounts()
    .filter(
      ({ admins, otherProviders, accountStatus }) =>
        admins.length > 0 && otherProviders < 15 && accountStatus === 1,
    ))
    await deployment.sandbox.control("authorize", { appid: account.appid });
  await eventually(async () => (await list("limit=100")).items.length === 11);
  // Names and moments that are equal must not lose or repeat an account at the edge of a page.
  await deployment.sql.query(
    "update accounts set authorized_at = date_trunc('hour', authorized_at)",
  );
});
afterAll(() => deployment.close());

interface Page {
  items: {
    appid: string;
    name: string;
    type: string;
    kind: string;
    status: string;
    verified: boolean;
    missingSets: number[];
    readiness: { ready: boolean; checks: { id: string; ok: boolean }[] };
  }[];
  nextCursor: string | null;
}
const list = async (query: string) =>
  (await deployment.session.get<Page>(`/api/v1/accounts?${query}`)).body;

async function allPages(query: string): Promise<string[]> {
  const appids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await list(
      `${query}&limit=3${cursor ? `&cursor=${cursor}` : ""}`,
    );
    appids.push(...page.items.map(({ appid }) => appid));
    cursor = page.nextCursor;
  } while (cursor);
  return appids;
}

describe("the list of accounts", () => {
  test("the pages contain each account once, in each order, forwards and backwards", async () => {
    for (const sort of ["authorized", "name"]) {
      const [ascending, descending] = [
        await allPages(`sort=${sort}_asc`),
        await allPages(`sort=${sort}_desc`),
      ];
      expect(new Set(ascending).size).toBe(11);
      expect(descending).toEqual(ascending.toReversed());
    }
  });

  test("the search finds part of a name, a principal and an AppID, with literal wildcards", async () => {
    expect((await list(`q=${encodeURIComponent("云杉")}`)).items).toHaveLength(
      2,
    );
    expect(
      (await list(`q=${encodeURIComponent("望江书局有限")}`)).items,
    ).toHaveLength(2);
    const [first] = (await list("limit=1")).items;
    expect((await list(`q=${first?.appid ?? ""}`)).items).toEqual([first]);
    expect((await list("q=%25")).items).toEqual([]);
    expect((await list("q=_")).items).toEqual([]);
  });

  test("the list is filtered by type, kind and status", async () => {
    expect(
      new Set((await list("type=mini_program")).items.map(({ kind }) => kind)),
    ).toEqual(new Set(["mini_program"]));
    expect(
      (await list("kind=subscription")).items.map(({ name }) => name).sort(),
    ).toEqual(["城南夜话", "老周修车铺"].sort());
    expect((await list("status=enabled")).items).toEqual([]);
    expect((await list("status=disabled&kind=service")).items).toHaveLength(4);
  });

  test("each account shows what it still lacks", async () => {
    const named = async (name: string) =>
      (await list(`q=${encodeURIComponent(name)}`)).items[0];
    expect((await named("青禾农场"))?.readiness).toEqual({
      ready: false,
      checks: [
        { id: "verified", ok: false },
        { id: "minimum_sets", ok: true },
        { id: "openid", ok: false },
      ],
    });
    expect(
      (await named("小陈的记账本"))?.readiness.checks.map(({ id }) => id),
    ).toEqual(["minimum_sets", "openid"]);
  });

  test("an unknown filter and an invalid cursor are refused", async () => {
    expect(
      (await deployment.session.get("/api/v1/accounts?colour=red")).status,
    ).toBe(400);
    expect(
      (await deployment.session.get("/api/v1/accounts?kind=shop")).status,
    ).toBe(400);
    expect(
      (await deployment.session.get("/api/v1/accounts?cursor=abc")).body[
        "code"
      ],
    ).toBe("cursor_invalid");
    expect((await deployment.session.get("/api/v1/nothing")).body["code"]).toBe(
      "not_found",
    );
  });

  test("an account is refreshed from WeChat", async () => {
    const account = deployment.sandbox.accounts()[0];
    await deployment.sandbox.control("account", {
      appid: account?.appid,
      name: "云杉咖啡馆",
      verifyType: -1,
    });
    const answer = await deployment.session.send<{
      name: string;
      verified: boolean;
    }>("POST", `/api/v1/accounts/${account?.appid ?? ""}/refresh`);
    expect(answer.body).toMatchObject({ name: "云杉咖啡馆", verified: false });
  });

  test("an account whose data WeChat refused is listed, and gets its data later", async () => {
    const account = deployment.sandbox
      .accounts()
      .find(({ name }) => name === "北岸健身");
    await deployment.sandbox.control("account", {
      appid: account?.appid,
      otherProviders: 0,
    });
    deployment.sandbox.setScenario({
      failures: [
        { path: "api_get_authorizer_info", times: 1, kind: "http502" },
      ],
    });
    await deployment.sandbox.control("authorize", { appid: account?.appid });
    const path = `/api/v1/accounts/${account?.appid ?? ""}`;
    await eventually(
      async () => (await deployment.session.get(path)).status === 200,
    );
    expect((await deployment.session.get(path)).body).toMatchObject({
      name: account?.appid,
      type: "official_account",
    });
    await eventually(
      async () =>
        (await deployment.session.get(path)).body["name"] === "北岸健身",
      40_000,
    );
  });
});
