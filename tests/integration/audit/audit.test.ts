import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, sample } from "../../harness/accounts.ts";
import { owner } from "../../harness/console.ts";
import { type Session, sessionOf, tryToSignIn } from "../../harness/session.ts";
import { createMember } from "../../harness/create-member.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

let deployment: Deployment;
let viewer: Session;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), { consoles: 2 });
  viewer = (await createMember(deployment, "viewer")).session;
});
afterAll(() => deployment.close());

interface Entry {
  id: string;
  at: string;
  actor: { kind: string; id: string | null; name: string };
  action: string;
  subject: { id: string; name: string | null } | null;
  outcome: string;
  address: string | null;
  requestId: string | null;
  before: unknown;
  after: unknown;
}
interface Page {
  items: Entry[];
  nextCursor: string | null;
}

const origin = () => deployment.consoles[0]?.origin ?? "";
const entries = async (query: Record<string, string> = {}) =>
  (
    await deployment.session.get<Page>(
      `/api/v1/audit-log?${new URLSearchParams(query).toString()}`,
    )
  ).body.items;
const newest = async (query: Record<string, string> = {}) =>
  (await entries({ ...query, limit: "1" }))[0];

describe("audit rows of refusals", () => {
  test("a forbidden request is audited with actor, action, subject, address and request id", async () => {
    const refused = await viewer.send<{ requestId: string }>(
      "POST",
      "/api/v1/accounts/wx00000000000000aa/enable",
    );
    expect(refused.status).toBe(403);
    expect(await newest({ area: "refusals" })).toMatchObject({
      actor: { kind: "user", name: "viewer" },
      action: "request.refused",
      subject: { id: "wx00000000000000aa" },
      outcome: "denied",
      address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) as string,
      requestId: refused.body.requestId,
      after: {
        method: "POST",
        path: "/api/v1/accounts/{appid}/enable",
        code: "forbidden",
      },
    });
  });

  test("a forbidden reading is audited, and invalid or absent ones are not", async () => {
    expect((await viewer.get("/api/v1/audit-log")).status).toBe(403);
    expect(await newest({ area: "refusals" })).toMatchObject({
      outcome: "denied",
      after: { method: "GET", path: "/api/v1/audit-log", code: "forbidden" },
    });
    const before = await newest();
    for (const [method, path, body] of [
      ["GET", "/api/v1/accounts/wx00000000000000aa", undefined],
      ["POST", "/api/v1/nothing", {}],
      ["POST", "/api/v1/user-properties", { unknown: 1 }],
    ] as const)
      await (method === "GET"
        ? deployment.session.get(path)
        : deployment.session.send(method, path, body));
    expect((await newest())?.id).toBe(before?.id);
  });

  test("a change without a session and one from another site's page are audited", async () => {
    const visitor = sessionOf(origin(), "");
    expect(
      (await visitor.send("POST", "/api/v1/authorization-links", {})).status,
    ).toBe(401);
    expect(await newest({ area: "refusals" })).toMatchObject({
      actor: { kind: "visitor", id: null },
      outcome: "denied",
      after: { code: "unauthenticated" },
    });
    const foreign = await deployment.session.send(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any" },
      { origin: "https://evil.example" },
    );
    expect(foreign.status).toBe(403);
    expect(await newest({ area: "refusals" })).toMatchObject({
      actor: { kind: "visitor" },
      after: {
        path: "/api/v1/authorization-links",
        code: "foreign_origin",
      },
    });
    const last = await newest();
    expect((await visitor.get("/api/v1/accounts")).status).toBe(401);
    expect((await newest())?.id).toBe(last?.id);
  });

  test("a secret in an address is not written down", async () => {
    const token = "A-guessed-capability-of-an-authorization-link";
    await deployment.session.send(
      "DELETE",
      `/api/v1/authorization-links/${token}`,
    );
    expect(await newest({ area: "refusals" })).toMatchObject({
      outcome: "failed",
      after: {
        path: "/api/v1/authorization-links/{token}",
        code: "link_unknown",
      },
    });
    const { rows } = await deployment.sql.query<{ all: string }>(
      "select json_agg(l)::text as all from audit_log l",
    );
    expect(rows[0]?.all).not.toContain(token);
  });

  test("a wrong password is audited once, by the function that checked it", async () => {
    const count = async () =>
      (await deployment.sql.query("select from audit_log")).rowCount ?? 0;
    const before = await count();
    const wrong = await deployment.session.send(
      "POST",
      "/api/v1/session/confirm",
      {
        password: "wrong wrong wrong",
      },
    );
    expect(wrong.status).toBe(403);
    expect((await count()) - before).toBe(1);
    expect(await newest({ area: "people" })).toMatchObject({
      action: "session.confirmed",
      outcome: "failed",
    });
    await tryToSignIn(origin(), owner.email, "wrong wrong wrong");
    expect(await newest({ area: "people" })).toMatchObject({
      action: "session.signed_in",
      outcome: "failed",
    });
  });

  test("a flood leaves a limited number of rows, so that it hides nothing", async () => {
    const visitor = sessionOf(origin(), "");
    const before = (await entries({ area: "refusals", limit: "200" })).length;
    for (let time = 0; time < 90; time += 1)
      await visitor.send("POST", "/api/v1/authorization-links", {});
    const after = (await entries({ area: "refusals", limit: "200" })).length;
    expect(after - before).toBeGreaterThan(0);
    expect(after - before).toBeLessThanOrEqual(60);
  });
});

describe("the list", () => {
  test("the list follows an account and a member, each with the current name", async () => {
    const appid = await connect(deployment, sample(deployment, "云杉咖啡"));
    await deployment.session.send("POST", `/api/v1/accounts/${appid}/refresh`);
    const ofAccount = await entries({ subject: appid });
    expect(ofAccount.map(({ action }) => action)).toContain(
      "account.authorized",
    );
    expect(ofAccount.every(({ subject }) => subject?.name === "云杉咖啡")).toBe(
      true,
    );
    const me = (await newest({ q: owner.email }))?.actor.id ?? "";
    const byMe = await entries({ actor: me, limit: "200" });
    expect(byMe.length).toBeGreaterThan(1);
    expect(new Set(byMe.map(({ actor }) => actor.id))).toEqual(new Set([me]));
  });

  test("the list shows an invitation by its address and a user property by its name", async () => {
    await deployment.session.send("POST", "/api/v1/members/invitations", {
      email: "mei@example.com",
      role: "viewer",
      days: 1,
    });
    const [invited] = await entries({ area: "people" });
    expect(invited).toMatchObject({
      action: "invitation.created",
      subject: { name: "mei@example.com" },
    });
    await deployment.session.send("POST", "/api/v1/user-properties", {
      name: "openid_vip",
      displayName: "VIP",
      type: "text",
      description: "",
    });
    const [created] = await entries({ area: "properties" });
    expect(created?.subject?.name).toBe("VIP");
  });

  test("the list is searched by account name, member name and request id", async () => {
    const [one] = await entries({ q: "云杉咖" });
    expect(one?.subject?.name).toBe("云杉咖啡");
    expect((await entries({ q: "viewer" })).length).toBeGreaterThan(0);
    const requestId = one?.requestId ?? (await newest())?.requestId ?? "";
    expect(
      (await entries({ q: requestId })).every(
        (entry) => entry.requestId === requestId,
      ),
    ).toBe(true);
    expect(await entries({ q: "nobody at all" })).toEqual([]);
  });

  test("the filters by kind, outcome and time combine", async () => {
    const denied = await entries({ area: "refusals", outcome: "denied" });
    expect(denied.length).toBeGreaterThan(0);
    expect(new Set(denied.map(({ outcome }) => outcome))).toEqual(
      new Set(["denied"]),
    );
    const middle = denied.at(-1);
    const later = await entries({ from: middle?.at ?? "", limit: "200" });
    expect(later.at(-1)?.at).toBe(middle?.at);
    expect(await entries({ to: "2020-01-01" })).toEqual([]);
    expect(
      (await entries({ from: "2020-01-01", to: "2099-01-01" })).length,
    ).toBe((await entries()).length);
    const area = await entries({ q: "viewer", area: "people" });
    expect(area.every(({ action }) => /^(session|member)\./.test(action))).toBe(
      true,
    );
  });

  test("the pages have no gap and no duplicate, with each filter", async () => {
    const filters: Record<string, string>[] = [
      {},
      { area: "refusals" },
      { q: "viewer" },
    ];
    for (const filter of filters) {
      const whole = (await entries({ ...filter, limit: "200" })).map(
        ({ id }) => id,
      );
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const query = new URLSearchParams({
          ...filter,
          limit: "7",
          ...(cursor ? { cursor } : {}),
        });
        const page: Page = (
          await deployment.session.get<Page>(
            `/api/v1/audit-log?${query.toString()}`,
          )
        ).body;
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor && paged.length < 400);
      expect(paged.slice(0, whole.length)).toEqual(whole);
      expect(new Set(paged).size).toBe(paged.length);
    }
  });

  test("the list is reserved for administrators, and invalid cursors and filters are refused", async () => {
    const operator = (await createMember(deployment, "operator")).session;
    expect((await operator.get("/api/v1/audit-log")).status).toBe(403);
    expect((await operator.get("/api/v1/audit-log/export")).status).toBe(403);
    for (const query of ["cursor=none", "area=none", "from=yesterday", "x=1"])
      expect(
        (await deployment.session.get(`/api/v1/audit-log?${query}`)).status,
      ).toBe(400);
  });

  test("each filter uses an index, however many rows there are", async () => {
    await deployment.sql.query(`set session_replication_role = replica;
      insert into audit_log (actor_kind, actor_id, actor_name, action, subject, outcome, request_id)
      select 'user', 'u' || n % 50, 'bulk', (array['account.enabled', 'token.read', 'link.created'])[n % 3 + 1], 's' || n % 500, 'done', 'r' || n
      from generate_series(1, 30000) n; set session_replication_role = default`);
    await deployment.sql.query("analyze audit_log");
    const client = new pg.Client({
      connectionString: deployment.env["DATABASE_URL"],
    });
    await client.connect();
    const month = new Date().toISOString().slice(0, 7).replace("-", "");
    for (const where of [
      "subject = 's7'",
      "actor_id = 'u7'",
      "split_part(action, '.', 1) = 'link'",
      "request_id = 'r7'",
      "outcome = 'denied'",
      "at < now()",
    ]) {
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        `explain select at, id from audit_log where ${where} order by at desc, id desc limit 51`,
      );
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan, where).not.toContain(`Seq Scan on audit_log_${month}01`);
    }
    await client.end();
    await deployment.sql.query(
      "set session_replication_role = replica; delete from audit_log where actor_name = 'bulk'; set session_replication_role = default",
    );
  });
});

describe("the export", () => {
  test("the export contains the filtered rows, and nothing that a spreadsheet would calculate", async () => {
    await deployment.session.send("POST", "/api/v1/user-properties", {
      name: "openid_formula",
      displayName: '=HYPERLINK("https://evil.example")',
      type: "text",
    });
    await deployment.sql.query(
      "update users set name = '=1+1' where role = 'viewer'",
    );
    await viewer.send("POST", "/api/v1/authorization-links", { kind: "any" });
    const answer = await fetch(
      `${origin()}/api/v1/audit-log/export?area=refusals`,
      { headers: { cookie: deployment.session.cookie } },
    );
    expect(answer.headers.get("content-disposition")).toContain(
      "audit-log.csv",
    );
    const text = await answer.text();
    const lines = text.trim().split("\r\n");
    expect(lines[0]).toContain("at,actor_kind,actor_id,actor_name,action");
    expect(lines.length - 1).toBe(
      (await entries({ area: "refusals", limit: "200" })).length,
    );
    expect(text).toContain(',"\'=1+1",');
    expect(text).not.toMatch(/(^|,)"?[=+@]/m);
  });
});

describe("the rows of the audit log", () => {
  test.each([
    ["update", "update audit_log set actor_name = 'nobody'"],
    ["delete", "delete from audit_log"],
    ["truncate", "truncate audit_log"],
    ["alter", "alter table audit_log disable trigger user"],
    ["drop", "drop table audit_log"],
    ["seals", "delete from audit_seals"],
    ["checkpoints", "delete from audit_checkpoints"],
    ["replica", "set session_replication_role = replica"],
    ["partition", "delete from audit_log_other"],
    ["functions", "create table public.mine (id int)"],
  ])("the console's role cannot change the log: %s", async (_, statement) => {
    const client = new pg.Client({
      connectionString: deployment.env["DATABASE_URL"],
    });
    await client.connect();
    await expect(client.query(statement)).rejects.toMatchObject({
      code: "42501",
    });
    await client.end();
  });

  test("the owner cannot change the log by accident, nor by a partition's name", async () => {
    const month = new Date().toISOString().slice(0, 7).replace("-", "");
    for (const statement of [
      "update audit_log set actor_name = 'nobody'",
      "delete from audit_log",
      "truncate audit_log",
      `delete from audit_log_${month}01`,
      `truncate audit_log_${month}01`,
      "truncate audit_seals",
      "update audit_checkpoints set sequence = 1; delete from audit_seals",
    ])
      await expect(deployment.sql.query(statement), statement).rejects.toThrow(
        /written once/,
      );
  });

  test("no row can be dropped before half a year, by any role", async () => {
    const client = new pg.Client({
      connectionString: deployment.env["DATABASE_URL"],
    });
    await client.connect();
    const count = async () =>
      (await client.query("select from audit_log")).rowCount;
    const before = await count();
    await client.query("select drop_old_partitions('audit_log', 'infinity')");
    expect(await count()).toBe(before);
    await expect(
      client.query("select drop_old_partitions('users', 'infinity')"),
    ).rejects.toThrow(/has no partitions/);
    await client.end();
  });
});
