import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { openLink } from "../../harness/visitor.ts";
import { nextSecond } from "../../harness/waits.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
});
afterAll(() => deployment.close());

const named = (name: string) => {
  const account = deployment.sandbox
    .accounts()
    .find((candidate) => candidate.name === name);
  if (!account) throw new Error(`no sample account ${name}`);
  return account;
};
interface LinkStatus {
  status: string;
  reason?: string;
  account?: { appid: string; name: string };
}
interface AccountAnswer {
  status: string;
  permissionSets: number[];
  name: string;
}
const account = (appid: string) =>
  deployment.session.get<AccountAnswer>(`/api/v1/accounts/${appid}`);

describe("connecting an account", () => {
  test("a service account is connected by its link and has a valid access token", async () => {
    const { appid } = named("云杉咖啡");
    const made = await deployment.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any", label: "给市场部" },
    );
    expect(made.status).toBe(201);
    const visit = await openLink(made.body.url);
    await visit.authorize(deployment.sandbox, appid);
    const link = await deployment.session.get<LinkStatus>(
      `/api/v1/authorization-links/${made.body.token}`,
    );
    expect(link.body).toMatchObject({
      status: "done",
      account: { appid, name: "云杉咖啡" },
    });
    const found = await account(appid);
    expect(found.body).toMatchObject({ status: "disabled", name: "云杉咖啡" });
    const token = await deployment.session.get<{
      accessToken: string;
      source: string;
    }>(`/api/v1/accounts/${appid}/access-token`);
    expect(token.body.source).toBe("component");
    expect(token.body.accessToken.length).toBeGreaterThan(20);
  });

  test("an account that arrives by push alone finishes its link too", async () => {
    const { appid } = named("望江书局");
    const made = await deployment.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "official_account" },
    );
    const visit = await openLink(made.body.url);
    await visit.report("opened");
    await deployment.sandbox.control("authorize", {
      appid,
      preAuthCode: visit.preAuthCode,
    });
    await eventually(
      async () =>
        (
          await deployment.session.get<LinkStatus>(
            `/api/v1/authorization-links/${made.body.token}`,
          )
        ).body.status === "done",
    );
    expect((await account(appid)).body.name).toBe("望江书局");
  });

  test("an account that WeChat reports unauthorized is marked, and comes back disabled", async () => {
    const { appid } = named("城南夜话");
    await deployment.sandbox.control("authorize", { appid });
    await eventually(async () => (await account(appid)).status === 200);
    await nextSecond();
    await deployment.sandbox.control("deauthorize", { appid });
    await eventually(
      async () => (await account(appid)).body.status === "deauthorized",
    );
    expect(
      (await deployment.session.get(`/api/v1/accounts/${appid}/access-token`))
        .body["code"],
    ).toBe("needs_reauthorization");
    await nextSecond();
    await deployment.sandbox.control("authorize", { appid });
    await eventually(
      async () => (await account(appid)).body.status === "disabled",
    );
    expect(
      (await deployment.session.get(`/api/v1/accounts/${appid}/access-token`))
        .status,
    ).toBe(200);
  });

  test("fewer sets after updateauthorized are a difference in the history", async () => {
    const { appid } = named("云杉咖啡点单");
    await deployment.sandbox.control("authorize", { appid });
    await eventually(async () => (await account(appid)).status === 200);
    await nextSecond();
    await deployment.sandbox.control("sets", { appid, sets: [17, 19] });
    await eventually(
      async () => (await account(appid)).body.permissionSets.join() === "17,19",
    );
    const detail = await deployment.session.get<{
      missingSets: number[];
      authorizations: { kind: string; lost: number[] }[];
    }>(`/api/v1/accounts/${appid}`);
    expect(detail.body.missingSets).toEqual([30, 88]);
    expect(detail.body.authorizations[0]).toMatchObject({ kind: "updated" });
    expect(detail.body.authorizations[0]?.lost).toContain(30);
  });

  test("a link bound to one account reports another one that was scanned, and changes nothing", async () => {
    const [bound, other] = [named("云杉咖啡"), named("鹿鸣旅行")];
    const before = await account(bound.appid);
    const made = await deployment.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "account", appid: bound.appid },
    );
    const visit = await openLink(made.body.url);
    await visit.authorize(deployment.sandbox, other.appid);
    const link = await deployment.session.get<LinkStatus>(
      `/api/v1/authorization-links/${made.body.token}`,
    );
    expect(link.body).toMatchObject({
      status: "failed",
      reason: "wrong_account",
    });
    expect((await account(bound.appid)).body).toEqual(before.body);
  });

  test("an expired code fails the link with the reason, and the link stays usable", async () => {
    const { appid } = named("青禾农场");
    deployment.sandbox.setScenario({ losePushes: 1 });
    const made = await deployment.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
    );
    const visit = await openLink(made.body.url);
    const { redirectTo } = (await deployment.sandbox.control("authorize", {
      appid,
      redirectUri: visit.redirectUri,
    })) as { redirectTo: string };
    await deployment.sandbox.control("expire-codes");
    await fetch(redirectTo, { redirect: "manual" });
    const link = await deployment.session.get<LinkStatus>(
      `/api/v1/authorization-links/${made.body.token}`,
    );
    expect(link.body).toMatchObject({
      status: "failed",
      reason: "code_expired",
    });
    const again = await openLink(made.body.url);
    await again.authorize(deployment.sandbox, appid);
    expect(
      (
        await deployment.session.get<LinkStatus>(
          `/api/v1/authorization-links/${made.body.token}`,
        )
      ).body.status,
    ).toBe("done");
  });

  test("a forged state, and a state used with a second code, are refused", async () => {
    const made = await deployment.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
    );
    const visit = await openLink(made.body.url);
    await visit.authorize(deployment.sandbox, named("云杉咖啡").appid);
    const again = new URL(visit.redirectUri);
    again.searchParams.set("auth_code", "queryauthcode@@@another");
    expect((await fetch(again, { redirect: "manual" })).status).toBe(403);
    again.searchParams.set("state", "forged");
    const forged = await fetch(again, { redirect: "manual" });
    expect([forged.status, await forged.text()]).toEqual([403, "refused"]);
  });

  test("a visit to the page behind the QR code changes nothing in the database", async () => {
    const made = await deployment.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
    );
    const rows = () =>
      deployment.sql.query(
        "select l.*, (select count(*) from authorization_visits) as visits from authorization_links l order by token_hash",
      );
    const before = await rows();
    await openLink(made.body.url);
    await openLink(made.body.url);
    expect((await rows()).rows).toEqual(before.rows);
  });

  test("刷新列表 adopts accounts whose push and redirect were lost, and marks the missing ones", async () => {
    const [lost, gone] = [named("望江读书会"), named("望江书局")];
    deployment.sandbox.setScenario({ losePushes: 2 });
    await deployment.sandbox.control("authorize", { appid: lost.appid });
    await deployment.sandbox.control("deauthorize", { appid: gone.appid });
    const synced = await deployment.session.send<{
      added: number;
      deauthorized: number;
    }>("POST", "/api/v1/platform/sync-accounts");
    expect(synced.body).toMatchObject({ added: 1, deauthorized: 1 });
    expect((await account(lost.appid)).body.status).toBe("disabled");
    expect((await account(gone.appid)).body.status).toBe("deauthorized");
    expect(
      (
        await deployment.session.get(
          `/api/v1/accounts/${lost.appid}/access-token`,
        )
      ).status,
    ).toBe(200);
  });
});
