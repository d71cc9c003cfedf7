import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, property, sample } from "../../harness/accounts.ts";
import {
  code,
  type KeyClient,
  makeKey,
  signInAgain,
} from "../../harness/api-key.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { nextSecond } from "../../harness/waits.ts";

interface Problem {
  code: string;
}

let deployment: Deployment;
let own: string;
let foreign: string;
/** The Mini Program is the key's own, too. */
let program: string;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  own = await connect(deployment, sample(deployment, "云杉咖啡"));
  foreign = await connect(deployment, sample(deployment, "青禾农场"));
  program = await connect(deployment, sample(deployment, "云杉咖啡点单"));
  await deployment.sql.query("update account_tokens set renew_at = null");
});
afterAll(() => deployment.close());

describe("a key that is limited to some accounts", () => {
  const everything = [
    "accounts:read",
    "accounts:manage",
    "tokens:read",
    "receipts:read",
    "events:read",
    "events:manage",
    "links:manage",
    "properties:read",
  ] as const;
  let limited: KeyClient;
  beforeAll(async () => {
    limited = await makeKey(deployment, {
      scopes: everything,
      accounts: [own, program],
    });
  });
  const appids = async (path: string) =>
    (await limited.get<{ items: { appid: string }[] }>(path)).body.items.map(
      ({ appid }) => appid,
    );

  test("a limited key sees its accounts in every list, page, filter and search", async () => {
    expect((await appids("/api/v1/accounts")).sort()).toEqual(
      [own, program].sort(),
    );
    expect(await appids("/api/v1/accounts?type=mini_program")).toEqual([
      program,
    ]);
    expect(await appids("/api/v1/accounts?q=%E9%9D%92%E7%A6%BE")).toEqual([]);
    expect(await appids(`/api/v1/accounts?q=${foreign}`)).toEqual([]);
    const { body } = await limited.get<{
      items: { appid: string }[];
      nextCursor: string;
    }>("/api/v1/accounts?limit=1&sort=name_asc");
    const rest = await appids(
      `/api/v1/accounts?limit=1&sort=name_asc&cursor=${body.nextCursor}`,
    );
    expect([...body.items.map(({ appid }) => appid), ...rest].sort()).toEqual(
      [own, program].sort(),
    );
  });

  test("a limited key gets the same answer for accounts of others as for unknown ones", async () => {
    for (const path of [
      "",
      "/access-token",
      "/events",
      "/quota",
      "/receipts",
    ]) {
      const [others, nobodys] = await Promise.all([
        limited.get<Problem & { requestId: string }>(
          `/api/v1/accounts/${foreign}${path}`,
        ),
        limited.get<Problem & { requestId: string }>(
          `/api/v1/accounts/wx0000000000000000${path}`,
        ),
      ]);
      expect(others.status, path).toBe(404);
      expect({ ...others.body, requestId: "" }, path).toEqual({
        ...nobodys.body,
        requestId: "",
      });
    }
  });

  test("a limited key exports and counts its accounts only", async () => {
    for (const path of [
      "/api/v1/accounts/export",
      `/api/v1/accounts/export?appids=${own},${foreign}`,
      "/api/v1/permission-sets/matrix?type=official_account",
    ]) {
      const { status, body } = await limited.get<string>(path);
      expect(status).toBe(200);
      expect(body).toContain(own);
      expect(body, path).not.toContain(foreign);
      expect(body).not.toContain("青禾农场");
    }
  });

  test("a bulk change treats accounts of others as unknown", async () => {
    const { body } = await limited.call<{
      results: { appid: string; ok: boolean; code?: string }[];
    }>("POST", "/api/v1/accounts/bulk", {
      action: "refresh",
      appids: [own, foreign],
    });
    expect(body.results).toMatchObject([
      { appid: own, ok: true },
      { appid: foreign, ok: false, code: "account_unknown" },
    ]);
  });

  test("a limited key sees events of its accounts only, and none of the platform", async () => {
    const all = await deployment.session.get<{
      items: { id: string; account: { appid: string } | null }[];
    }>("/api/v1/events?limit=200");
    const hidden = all.body.items.filter(
      ({ account }) => account?.appid !== own && account?.appid !== program,
    );
    expect(hidden.some(({ account }) => account === null)).toBe(true);
    expect(hidden.some(({ account }) => account?.appid === foreign)).toBe(true);
    const seen = await limited.get<{
      items: { account: { appid: string } | null }[];
    }>("/api/v1/events?limit=200");
    expect(seen.body.items.length).toBe(all.body.items.length - hidden.length);
    expect(
      new Set(seen.body.items.map(({ account }) => account?.appid)),
    ).toEqual(new Set([own, program]));
    for (const { id } of hidden) {
      expect(await code(limited.get(`/api/v1/events/${id}`))).toEqual([
        404,
        "event_unknown",
      ]);
      expect(
        await code(limited.call("POST", `/api/v1/events/${id}/process-again`)),
      ).toEqual([404, "event_unknown"]);
    }
    for (const query of [`appid=${foreign}`, "q=%E9%9D%92%E7%A6%BE"])
      expect(
        (await limited.get<{ items: [] }>(`/api/v1/events?${query}`)).body
          .items,
      ).toEqual([]);
  });

  test("a limited key creates links for its accounts, and cannot see or revoke others", async () => {
    const ofOwn = await limited.call<{ token: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "account", appid: own },
    );
    expect(ofOwn.status).toBe(201);
    expect(
      await code(
        limited.call("POST", "/api/v1/authorization-links", { kind: "any" }),
      ),
    ).toEqual([403, "key_limited"]);
    expect(
      await code(
        limited.call("POST", "/api/v1/authorization-links", {
          kind: "account",
          appid: foreign,
        }),
      ),
    ).toEqual([404, "account_unknown"]);
    const others = await deployment.session.send<{ token: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "account", appid: foreign },
    );
    for (const method of ["GET", "DELETE"])
      expect(
        await code(
          limited.call(
            method,
            `/api/v1/authorization-links/${others.body.token}`,
          ),
        ),
      ).toEqual([404, "link_unknown"]);
    const { body } = await limited.get<{
      items: { token: string; appid: string }[];
    }>("/api/v1/authorization-links");
    expect(body.items.map(({ token }) => token)).toEqual([ofOwn.body.token]);
  });

  test("a limited key does not learn which other accounts use a property", async () => {
    const { id } = await property(deployment);
    for (const appid of [own, foreign])
      await deployment.session.send(
        "PUT",
        `/api/v1/accounts/${appid}/openid-property`,
        { propertyId: id, confirmShared: true },
      );
    const { body } = await limited.get<{
      usedBy: { appid: string }[];
      usedByCount: number;
    }>(`/api/v1/user-properties/${id}`);
    expect(body.usedBy.map(({ appid }) => appid)).toEqual([own]);
    expect(body.usedByCount).toBe(1);
    const choices = await limited.get<string>(
      `/api/v1/accounts/${program}/openid-property`,
    );
    expect(JSON.stringify(choices.body)).not.toContain(foreign);
  });

  test("a limited key loses a deleted account, also when it is connected again", async () => {
    const other = await connect(deployment, sample(deployment, "城南夜话"));
    const system = await makeKey(deployment, {
      scopes: ["accounts:read"],
      accounts: [other],
    });
    expect((await system.get(`/api/v1/accounts/${other}`)).status).toBe(200);
    await nextSecond();
    await deployment.sandbox.control("deauthorize", { appid: other });
    await eventually(
      async () =>
        (
          await deployment.session.get<{ status: string }>(
            `/api/v1/accounts/${other}`,
          )
        ).body.status === "deauthorized",
    );
    await signInAgain(deployment);
    const session = deployment.session;
    const response = await fetch(
      `${deployment.consoles[0]?.origin}/api/v1/accounts/${other}`,
      {
        method: "DELETE",
        headers: {
          cookie: session.cookie,
          "content-type": "application/json",
        },
        body: JSON.stringify({ confirmName: "城南夜话" }),
      },
    );
    expect(response.status).toBe(200);
    await nextSecond();
    await connect(deployment, other);
    expect((await system.get(`/api/v1/accounts/${other}`)).status).toBe(404);
    const { body } = await system.get<{ items: [] }>("/api/v1/accounts");
    expect(body.items).toEqual([]);
  });
});
