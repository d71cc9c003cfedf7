import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, sample } from "../../harness/accounts.ts";
import {
  clientOf,
  code,
  type KeyClient,
  makeKey,
  signInAgain,
} from "../../harness/api-key.ts";
import { sessionOf } from "../../harness/session.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

interface Problem {
  code: string;
}
interface Listed {
  id: string;
  prefix: string;
  state: string;
  lastUsed: { at: string; address: string } | null;
  lastRefused: { reason: string } | null;
  createdBy: { name: string; state: string };
  accounts: { appid: string; name: string | null }[] | null;
  previous: { prefix: string }[];
}

let deployment: Deployment;
let own: string;
let foreign: string;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), { consoles: 2 });
  own = await connect(deployment, sample(deployment, "云杉咖啡"));
  foreign = await connect(deployment, sample(deployment, "青禾农场"));
  await deployment.sql.query("update account_tokens set renew_at = null");
});
afterAll(() => deployment.close());

const listed = async (id: string) => {
  const { body } = await deployment.session.get<{ items: Listed[] }>(
    "/api/v1/api-keys",
  );
  const key = body.items.find((item) => item.id === id);
  if (!key) throw new Error("the key is not listed");
  return key;
};
interface Entry {
  actor: { kind: string; id: string | null; name: string };
  subject: { id: string; name: string | null } | null;
  action: string;
  outcome: string;
  address: string | null;
  after: Record<string, unknown>;
}
const audited = async (query: Record<string, string>) => {
  const { body } = await deployment.session.get<{ items: Entry[] }>(
    `/api/v1/audit-log?${new URLSearchParams(query).toString()}`,
  );
  return body.items;
};
/** What the audit log tells of a key that was refused. */
const refusals = (actor: string) => audited({ actor, area: "refusals" });
const tokenPath = (appid: string) => `/api/v1/accounts/${appid}/access-token`;
const seconds = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

describe("an API key", () => {
  test("a key gets an access token, and only its hash is stored", async () => {
    const system = await makeKey(deployment, { scopes: ["tokens:read"] });
    expect(system.key).toMatch(/^lp_[0-9A-Za-z]{42}$/);
    const { status, body } = await system.get<{ accessToken: string }>(
      tokenPath(own),
    );
    expect(status).toBe(200);
    expect(body.accessToken).toBeTruthy();
    const { rows } = await deployment.sql.query<{
      hash: string;
      prefix: string;
    }>("select hash, prefix from api_key_secrets where key_id = $1", [
      system.id,
    ]);
    expect(rows).toEqual([
      {
        hash: createHash("sha256").update(system.key).digest("hex"),
        prefix: system.key.slice(0, 11),
      },
    ]);
    const { rows: everywhere } = await deployment.sql.query<{ dump: string }>(
      "select (select json_agg(k)::text from api_keys k) || (select json_agg(a)::text from audit_log a) as dump",
    );
    expect(everywhere[0]?.dump).not.toContain(system.key.slice(11));
  });

  test("a key gets the same token from the fast path and from the route handler", async () => {
    const system = await makeKey(deployment, { scopes: ["tokens:read"] });
    const hot = await system.get(tokenPath(own));
    await deployment.sql.query(
      "update account_tokens set access_token_sealed = null where appid = $1",
      [own],
    );
    const slow = await system.get(tokenPath(own));
    expect([hot.status, slow.status]).toEqual([200, 200]);
    for (const { headers } of [hot, slow]) {
      expect(headers.get("ratelimit-policy")).toBe('"minute";q=6000;w=60');
      expect(headers.get("ratelimit")).toMatch(/^"minute";r=\d+;t=\d+$/);
      expect(headers.get("cache-control")).toBe("private, no-store");
    }
  });

  test("a key works on every instance, and ends on all of them when it is revoked", async () => {
    const system = await makeKey(deployment, { scopes: ["tokens:read"] });
    const instances = deployment.consoles.map(({ origin }) =>
      clientOf(deployment, system, origin),
    );
    for (const instance of instances)
      expect((await instance.get(tokenPath(own))).status).toBe(200);
    await deployment.session.send("DELETE", `/api/v1/api-keys/${system.id}`);
    for (const instance of instances) {
      expect(await code(instance.get(tokenPath(own)))).toEqual([
        401,
        "api_key_invalid",
      ]);
      expect(await code(instance.get("/api/v1/accounts"))).toEqual([
        401,
        "api_key_invalid",
      ]);
    }
    const { state, lastRefused } = await listed(system.id);
    expect([state, lastRefused?.reason]).toEqual(["revoked", "revoked"]);
    expect(
      await code(
        deployment.session.send("POST", `/api/v1/api-keys/${system.id}/rotate`),
      ),
    ).toEqual([409, "api_key_revoked"]);
  });

  test("a key ends at its expiry", async () => {
    const system = await makeKey(deployment, {
      scopes: ["tokens:read"],
      expiresAt: seconds(1),
    });
    expect((await system.get(tokenPath(own))).status).toBe(200);
    await deployment.sql.query(
      "update api_keys set expires_at = now() where id = $1",
      [system.id],
    );
    expect(await code(system.get(tokenPath(own)))).toEqual([
      401,
      "api_key_invalid",
    ]);
  });

  test("a key is valid from its addresses only, and use from elsewhere is recorded", async () => {
    const home = await makeKey(deployment, {
      scopes: ["tokens:read", "accounts:read"],
      allow: ["127.0.0.0/8", "::1"],
    });
    expect((await home.get(tokenPath(own))).status).toBe(200);
    const away = await makeKey(deployment, {
      scopes: ["tokens:read", "accounts:read"],
      allow: ["203.0.113.0/24"],
    });
    for (const path of [tokenPath(own), "/api/v1/accounts"])
      expect(await code(away.get(path))).toEqual([403, "address_not_allowed"]);
    expect((await listed(away.id)).lastRefused?.reason).toBe("address");
    for (const row of await refusals(away.id))
      expect(row).toMatchObject({
        actor: { kind: "key", name: `CRM (${away.key.slice(0, 11)})` },
        outcome: "denied",
        address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) as string,
        after: { code: "address_not_allowed", reason: "address" },
      });
    expect(await refusals(away.id)).toHaveLength(2);
  });

  test("a rotated key has two valid secrets during the overlap", async () => {
    const system = await makeKey(deployment, { scopes: ["tokens:read"] });
    const { body } = await deployment.session.send<{ id: string; key: string }>(
      "POST",
      `/api/v1/api-keys/${system.id}/rotate`,
      { overlapHours: 2 },
    );
    const newer = clientOf(deployment, body);
    expect(body.id).toBe(system.id);
    for (const one of [system, newer])
      expect((await one.get(tokenPath(own))).status).toBe(200);
    expect((await listed(system.id)).previous).toMatchObject([
      { prefix: system.key.slice(0, 11) },
    ]);
    await deployment.sql.query(
      "update api_key_secrets set good_until = now() where key_id = $1 and good_until is not null",
      [system.id],
    );
    expect((await system.get(tokenPath(own))).status).toBe(401);
    expect((await newer.get(tokenPath(own))).status).toBe(200);
    const at = await deployment.session.send<{ key: string }>(
      "POST",
      `/api/v1/api-keys/${system.id}/rotate`,
      { overlapHours: 0 },
    );
    expect(at.status).toBe(200);
    expect((await newer.get(tokenPath(own))).status).toBe(401);
  });

  test("the last use of a key is recorded with its address, once a minute", async () => {
    const system = await makeKey(deployment, { scopes: ["accounts:read"] });
    expect((await listed(system.id)).lastUsed).toBeNull();
    await system.get("/api/v1/accounts");
    const first = (await listed(system.id)).lastUsed;
    expect(first?.address).toMatch(/^(127\.0\.0\.1|::1)$/);
    await system.get("/api/v1/accounts");
    expect((await listed(system.id)).lastUsed).toEqual(first);
    await deployment.sql.query(
      "update api_keys set last_used_at = now() - interval '2 minutes' where id = $1",
      [system.id],
    );
    await system.get("/api/v1/accounts");
    expect(
      Date.parse((await listed(system.id)).lastUsed?.at ?? ""),
    ).toBeGreaterThanOrEqual(Date.parse(first?.at ?? ""));
  });

  test("a key outlives its creator, and the list says that they could not create it any more", async () => {
    const system = await makeKey(deployment, { scopes: ["accounts:read"] });
    expect((await listed(system.id)).createdBy.state).toBe("able");
    const { rows } = await deployment.sql.query<{ id: string }>(
      "insert into users (email, name, password_hash, role, disabled_at) values ('gone@example.com', 'Gone', '-', 'admin', now()) returning id",
    );
    await deployment.sql.query(
      "update api_keys set created_by = $1 where id = $2",
      [rows[0]?.id, system.id],
    );
    expect((await system.get("/api/v1/accounts")).status).toBe(200);
    expect((await listed(system.id)).createdBy).toEqual({
      name: "Gone",
      state: "unable",
    });
  });

  test("an administrator with a recent sign-in creates, changes, rotates and revokes keys", async () => {
    const system = await makeKey(deployment, { scopes: ["accounts:read"] });
    const path = `/api/v1/api-keys/${system.id}`;
    const wish = {
      name: "ERP",
      scopes: ["tokens:read"],
      accounts: [own],
      expiresAt: null,
    };
    const changes = [
      ["POST", "/api/v1/api-keys", wish],
      ["PUT", path, wish],
      ["POST", `${path}/rotate`, {}],
      ["DELETE", path, undefined],
    ] as const;
    await deployment.sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    for (const [method, at, body] of changes)
      expect(await code(deployment.session.send(method, at, body))).toEqual([
        403,
        "recent_sign_in_required",
      ]);
    await signInAgain(deployment);
    await deployment.sql.query("update users set role = 'operator'");
    for (const [method, at, body] of changes)
      expect(await code(deployment.session.send(method, at, body))).toEqual([
        403,
        "forbidden",
      ]);
    await deployment.sql.query("update users set role = 'owner'");
    expect((await deployment.session.send("PUT", path, wish)).status).toBe(204);
    expect(await listed(system.id)).toMatchObject({
      accounts: [{ appid: own, name: "云杉咖啡" }],
    });
    expect(await code(system.get("/api/v1/accounts"))).toEqual([
      403,
      "scope_missing",
    ]);
    expect(
      await code(
        deployment.session.send("PUT", path, {
          ...wish,
          accounts: ["wxnobody"],
        }),
      ),
    ).toEqual([400, "api_key_accounts_unknown"]);
    const { rows } = await deployment.sql.query<{ action: string }>(
      "select action from audit_log where subject = $1 and outcome = 'done' order by at",
      [system.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "api_key.created",
      "api_key.changed",
    ]);
  });
});

describe("a request with a key", () => {
  test("the key decides, whatever cookie is sent", async () => {
    const system = await makeKey(deployment, { scopes: ["events:read"] });
    const both = sessionOf(
      deployment.consoles[0]?.origin ?? "",
      deployment.session.cookie,
    );
    const withBoth = await both.send(
      "POST",
      "/api/v1/platform/sync-accounts",
      {},
      {
        authorization: `Bearer ${system.key}`,
      },
    );
    expect([
      withBoth.status,
      (withBoth.body as unknown as Problem).code,
    ]).toEqual([403, "scope_missing"]);
    for (const wrong of ["lp_nonsense", system.key.slice(0, -1), ""]) {
      const { status, headers } = await system.call(
        "GET",
        tokenPath(own),
        undefined,
        { authorization: `Bearer ${wrong}`, cookie: deployment.session.cookie },
      );
      expect([status, headers.get("www-authenticate")]).toEqual([
        401,
        "Bearer",
      ]);
    }
  });

  test("a key needs no origin, and its Idempotency-Keys are its own", async () => {
    const system = await makeKey(deployment, { scopes: ["links:manage"] });
    const make = (client: KeyClient) =>
      client.call<{ token: string }>(
        "POST",
        "/api/v1/authorization-links",
        { kind: "any" },
        { origin: "https://elsewhere.example", "idempotency-key": "same" },
      );
    const [first, again] = [await make(system), await make(system)];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.token).toBe(first.body.token);
    const other = await makeKey(deployment, { scopes: ["links:manage"] });
    expect((await make(other)).body.token).not.toBe(first.body.token);
    const { rows } = await deployment.sql.query(
      "select actor_kind, actor_id, actor_name from audit_log where action = 'link.created' and actor_id = $1",
      [system.id],
    );
    expect(rows).toEqual([
      {
        actor_kind: "key",
        actor_id: system.id,
        actor_name: `CRM (${system.key.slice(0, 11)})`,
      },
    ]);
  });

  test("the limit counts all instances together, and the answer says when to try again", async () => {
    const system = await makeKey(deployment, {
      scopes: ["tokens:read", "accounts:read"],
      requestsPerMinute: 40,
    });
    await eventually(async () => {
      const { rows } = await deployment.sql.query<{ second: number }>(
        "select extract(second from clock_timestamp())::int as second",
      );
      return (rows[0]?.second ?? 60) < 45;
    }, 20_000);
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, index) => {
        const origin = deployment.consoles[index % 2]?.origin;
        return clientOf(deployment, system, origin).get<Problem>(
          index % 3 === 0 ? "/api/v1/accounts?limit=1" : tokenPath(own),
        );
      }),
    );
    const passed = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 429);
    expect(passed.length + refused.length).toBe(120);
    expect(passed.length).toBeLessThanOrEqual(40);
    expect(passed.length).toBeGreaterThanOrEqual(38);
    const [one] = refused;
    expect(one?.body.code).toBe("too_many_requests");
    expect(Number(one?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(one?.headers.get("ratelimit")).toMatch(/^"minute";r=0;t=\d+$/);
    await deployment.sql.query(
      "update api_keys set requests_per_minute = 6000 where id = $1",
      [system.id],
    );
    expect((await system.get(tokenPath(own))).status).toBe(200);
  });
});

describe("audit rows of a key", () => {
  const offer = (secret: string) =>
    clientOf(deployment, { id: "", key: secret }).get("/api/v1/accounts");

  test("actions and refusals of a key are audited with its name and its beginning", async () => {
    const system = await makeKey(deployment, {
      name: "Warehouse",
      scopes: ["accounts:read", "accounts:manage"],
      accounts: [own],
      requestsPerMinute: 5,
    });
    await system.call("POST", `/api/v1/accounts/${own}/refresh`);
    await system.get("/api/v1/status");
    await system.get("/api/v1/members");
    await system.call("POST", `/api/v1/accounts/${foreign}/refresh`);
    await eventually(
      async () => (await system.get("/api/v1/accounts")).status === 429,
    );
    await deployment.session.send("DELETE", `/api/v1/api-keys/${system.id}`);
    await system.get("/api/v1/accounts");
    const rows = await audited({ actor: system.id, limit: "200" });
    const name = `Warehouse (${system.key.slice(0, 11)})`;
    for (const { actor } of rows)
      expect(actor).toEqual({ kind: "key", id: system.id, name });
    expect(
      rows
        .map(({ action, outcome, after }) =>
          action === "request.refused"
            ? `${outcome} ${String(after["code"])} ${String(after["reason"])}`
            : `${outcome} ${action}`,
        )
        .reverse(),
    ).toEqual([
      "done account.refreshed",
      "denied scope_missing undefined",
      "denied people_only undefined",
      "failed account_unknown undefined",
      "denied too_many_requests undefined",
      "denied api_key_invalid revoked",
    ]);
    for (const q of ["warehou", system.key.slice(0, 11)])
      expect(
        (await audited({ q, limit: "200" })).map(({ action }) => action),
      ).toEqual(
        expect.arrayContaining([
          "account.refreshed",
          "api_key.created",
          "api_key.revoked",
        ]),
      );
    const [made] = await audited({ subject: system.id, area: "apiKeys" });
    expect(made?.subject?.name).toBe("Warehouse");
  });

  test("an unknown secret is audited once per attempt, without the secret", async () => {
    const system = await makeKey(deployment, { scopes: ["accounts:read"] });
    const wrong = `${system.key.slice(0, -1)}${system.key.endsWith("0") ? "1" : "0"}`;
    const before = await audited({ area: "refusals", limit: "200" });
    expect((await offer(wrong)).status).toBe(401);
    const [newest, next] = await audited({ area: "refusals", limit: "200" });
    expect(newest).toMatchObject({
      actor: { kind: "visitor", id: null },
      outcome: "denied",
      after: { path: "/api/v1/accounts", code: "api_key_invalid" },
    });
    expect(next).toEqual(before[0]);
    const { rows } = await deployment.sql.query<{ all: string }>(
      "select json_agg(l)::text as all from audit_log l",
    );
    expect(rows[0]?.all).not.toContain(wrong.slice(11));
  });

  test("a flood of refusals leaves no more rows than that of a person", async () => {
    const system = await makeKey(deployment, { scopes: ["accounts:read"] });
    for (let time = 0; time < 90; time += 1) await system.get("/api/v1/status");
    const rows = await audited({ actor: system.id, limit: "200" });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(120);
  });

  test("a key with the scope reads the whole log, and a limited key nothing", async () => {
    const reader = await makeKey(deployment, { scopes: ["audit:read"] });
    const { status, body } = await reader.get<{ items: Entry[] }>(
      "/api/v1/audit-log?limit=1",
    );
    expect([status, body.items[0]?.action]).toEqual([200, "api_key.created"]);
    const limited = await makeKey(deployment, {
      scopes: ["audit:read"],
      accounts: [own],
    });
    expect(await code(limited.get("/api/v1/audit-log"))).toEqual([
      403,
      "key_limited",
    ]);
  });
});
