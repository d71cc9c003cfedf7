import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { hashPassword } from "#lib/identity/sign-in/password.ts";
import { createTestDatabase } from "../../harness/cluster.ts";
import { type Console, owner, startConsole } from "../../harness/console.ts";
import {
  type Session,
  sessionOf,
  signIn,
  tryToSignIn,
} from "../../harness/session.ts";

let console: Console;
let sql: pg.Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase(inject("clusterUrl"));
  drop = database.drop;
  console = await startConsole({ DATABASE_URL: database.url, SANDBOX: "off" });
  sql = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  sql.on("error", () => undefined);
});
afterAll(async () => {
  await console.stop();
  await sql.end();
  await drop();
});

const platform = {
  componentAppid: "wx1234567890abcdef",
  appSecret: "5f0e1d2c3b4a59687766554433221100",
  token: "PlantedToken42",
  encodingAesKey: "PlantedKeyPlantedKeyPlantedKeyPlantedKeyABC",
};
const attempts = async (reason: string) =>
  Number(
    (
      await sql.query<{ count: string }>(
        "select count(*) from audit_log where action = 'session.signed_in' and after->>'reason' = $1",
        [reason],
      )
    ).rows[0]?.count,
  );

async function person(role: string): Promise<Session> {
  const member = {
    email: `${role}@example.com`,
    password: `password of ${role}`,
  };
  await sql.query(
    "insert into users (email, name, password_hash, role) values ($1, $2, $3, $2) on conflict do nothing",
    [member.email, role, await hashPassword(member.password)],
  );
  return signIn(console.origin, member);
}

describe("sessions", () => {
  test("a request without a session gets 401, and a page leads to the sign-in", async () => {
    const answer = await fetch(`${console.origin}/api/v1/accounts`, {
      headers: { "accept-language": "en" },
    });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { code: "unauthenticated", detail: "Please sign in." },
    ]);
    const page = await fetch(`${console.origin}/accounts?kind=service`, {
      redirect: "manual",
    });
    expect(page.headers.get("location")).toContain(
      "/sign-in?from=%2Faccounts%3Fkind%3Dservice",
    );
  });

  test("a session whose row is ended is refused at the next request", async () => {
    const session = await signIn(console.origin);
    expect((await session.get("/api/v1/accounts")).status).toBe(200);
    await sql.query("update sessions set ended_at = now()");
    expect((await session.get("/api/v1/accounts")).status).toBe(401);
  });

  test("an idle or expired session, and one of a disabled member, is refused", async () => {
    const session = await signIn(console.origin);
    for (const [change, undo] of [
      [
        "update sessions set last_seen_at = now() - interval '31 minutes'",
        "update sessions set last_seen_at = now()",
      ],
      [
        "update sessions set expires_at = now() - interval '1 second'",
        "update sessions set expires_at = now() + interval '1 hour'",
      ],
      [
        "update users set disabled_at = now()",
        "update users set disabled_at = null",
      ],
    ] as const) {
      await sql.query(change);
      expect((await session.get("/api/v1/accounts")).status, change).toBe(401);
      await sql.query(undo);
      expect((await session.get("/api/v1/accounts")).status, undo).toBe(200);
    }
  });

  test("signing out ends the row, so that a copied cookie is worthless", async () => {
    const session = await signIn(console.origin);
    const csrf = await fetch(`${console.origin}/api/auth/csrf`, {
      headers: { cookie: session.cookie },
    });
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    await fetch(`${console.origin}/api/auth/signout`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: session.cookie },
      body: new URLSearchParams({ csrfToken, json: "true" }),
    });
    expect((await session.get("/api/v1/accounts")).status).toBe(401);
  });

  test("neither the session's id nor the password is stored in plain text", async () => {
    const session = await signIn(console.origin);
    const { rows } = await sql.query<{ all: string }>(
      "select string_agg(s::text, '') || (select string_agg(u::text, '') from users u) as all from sessions s",
    );
    expect(rows[0]?.all).not.toContain(owner.password);
    const jwt =
      /next-auth\.session-token=([^;]+)/.exec(session.cookie)?.[1] ?? "none";
    expect(rows[0]?.all).not.toContain(jwt);
  });
});

describe("guessing passwords", () => {
  test("a wrong password and an unknown address get the same answer", async () => {
    const [wrong, unknown] = [
      await tryToSignIn(console.origin, owner.email, "not the password"),
      await tryToSignIn(
        console.origin,
        "nobody@example.com",
        "not the password",
      ),
    ];
    expect(wrong.signedIn || unknown.signedIn).toBe(false);
    expect(wrong.url).toBe(unknown.url);
    expect(wrong.url).toContain("invalid_credentials");
    await sql.query("delete from sign_in_attempts");
  });

  test("five of thirty concurrent guesses reach the password, the others get a wait", async () => {
    const [reachedBefore, throttledBefore] = [
      await attempts("credentials"),
      await attempts("throttled"),
    ];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        tryToSignIn(console.origin, owner.email, `guess number ${index}`),
      ),
    );
    expect((await attempts("credentials")) - reachedBefore).toBeLessThanOrEqual(
      5,
    );
    expect(
      (await attempts("throttled")) - throttledBefore,
    ).toBeGreaterThanOrEqual(25);
    expect(answers.some((answer) => /throttled%3A\d+/.test(answer.url))).toBe(
      true,
    );
    expect(
      (await tryToSignIn(console.origin, owner.email, owner.password)).signedIn,
    ).toBe(false);
    await sql.query(
      "update sign_in_attempts set blocked_until = now() - interval '1 second'",
    );
    expect(
      (await tryToSignIn(console.origin, owner.email, owner.password)).signedIn,
    ).toBe(true);
  });
});

describe("the first owner", () => {
  async function emptyConsole(env: Record<string, string>) {
    const database = await createTestDatabase(inject("clusterUrl"));
    const started = await startConsole({
      DATABASE_URL: database.url,
      SANDBOX: "off",
      ADMIN_EMAIL: "",
      ADMIN_PASSWORD: "",
      ...env,
    });
    return { started, database };
  }
  const linkOf = (started: Console) =>
    /\/setup\/(\S+)/.exec(started.output())?.[1] ?? "";

  test("the first owner is created by a link that works once", async () => {
    const { started, database } = await emptyConsole({});
    const visitor = sessionOf(started.origin, "");
    const body = {
      token: linkOf(started),
      name: "Mei",
      email: "Mei@Example.com",
      password: "a long enough one",
    };
    const short = await visitor.send<{
      errors: { field: string; code: string }[];
    }>("POST", "/api/v1/setup", { ...body, password: "short" });
    expect([short.status, short.body.errors]).toMatchObject([
      400,
      [{ field: "password", code: "password_short" }],
    ]);
    expect(
      (
        await visitor.send("POST", "/api/v1/setup", {
          ...body,
          token: "unknown",
        })
      ).status,
    ).toBe(409);
    const both = await Promise.all([
      visitor.send("POST", "/api/v1/setup", body),
      visitor.send("POST", "/api/v1/setup", body),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(
      (await visitor.send("POST", "/api/v1/setup", body)).body["code"],
    ).toBe("setup_link_invalid");
    await signIn(started.origin, {
      email: "mei@example.com",
      password: body.password,
    });
    await started.stop();
    await database.drop();
  });

  test("one first owner is created, though two instances start on an empty database", async () => {
    const database = await createTestDatabase(inject("clusterUrl"));
    const both = await Promise.all(
      [1, 2].map(() =>
        startConsole({ DATABASE_URL: database.url, SANDBOX: "off" }),
      ),
    );
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    expect((await client.query("select role from users")).rows).toEqual([
      { role: "owner" },
    ]);
    await client.end();
    await Promise.all(both.map((started) => started.stop()));
    await database.drop();
  });
});

describe("changes", () => {
  test("a change from another site's page is refused and has no effect", async () => {
    const session = await signIn(console.origin);
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "https://localhost.evil.example" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const headers of foreign) {
      const answer = await session.send(
        "PUT",
        "/api/v1/platform",
        platform,
        headers,
      );
      expect([answer.status, answer.body["code"]]).toEqual([
        403,
        "foreign_origin",
      ]);
    }
    const plain = await session.send("PUT", "/api/v1/platform", platform, {
      "content-type": "text/plain",
    });
    expect([plain.status, plain.body["code"]]).toEqual([400, "json_invalid"]);
    expect((await sql.query("select 1 from components")).rowCount).toBe(0);
  });

  test("a wrong or unknown field is named, and nothing is lost", async () => {
    const session = await signIn(console.origin);
    const answer = await session.send<{
      errors: { field: string; code: string }[];
    }>("PUT", "/api/v1/platform", {
      ...platform,
      componentAppid: "abc",
      encodingAesKey: "short",
      surprise: 1,
    });
    expect(answer.status).toBe(400);
    expect(
      answer.body.errors.map(({ field, code }) => [field, code]).sort(),
    ).toEqual([
      ["componentAppid", "component_appid"],
      ["encodingAesKey", "encoding_aes_key"],
      ["surprise", "unknown_field"],
    ]);
    const missing = await session.send<{ errors: { field: string }[] }>(
      "PUT",
      "/api/v1/platform",
      { componentAppid: platform.componentAppid },
    );
    expect([
      missing.status,
      missing.body.errors.map(({ field }) => field),
    ]).toEqual([400, ["appSecret", "token", "encodingAesKey"]]);
  });

  test("the role decides: viewers read, operators create links, admins configure the platform", async () => {
    const [viewer, operator] = [
      await person("viewer"),
      await person("operator"),
    ];
    expect((await viewer.get("/api/v1/accounts")).status).toBe(200);
    expect(
      (
        await viewer.send("POST", "/api/v1/authorization-links", {
          kind: "any",
        })
      ).body["code"],
    ).toBe("forbidden");
    expect(
      (
        await operator.send("POST", "/api/v1/authorization-links", {
          kind: "any",
        })
      ).body["code"],
    ).toBe("platform_missing");
    expect(
      (await operator.send("PUT", "/api/v1/platform", platform)).status,
    ).toBe(403);
    expect(
      (await operator.get("/api/v1/accounts/wx1/access-token")).status,
    ).toBe(403);
  });

  test("the platform's secrets require a sign-in of the last five minutes, its name does not", async () => {
    const session = await signIn(console.origin);
    await session.send("PUT", "/api/v1/platform", platform);
    await sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    const refused = await session.send("PUT", "/api/v1/platform", platform);
    expect(refused.body["code"]).toBe("recent_sign_in_required");
    const { componentAppid } = platform;
    expect(
      (
        await session.send("PUT", "/api/v1/platform", {
          componentAppid,
          displayName: "Spruce",
        })
      ).status,
    ).toBe(200);
  });

  test("a change is made once for each Idempotency-Key", async () => {
    const session = await signIn(console.origin);
    expect(
      (await session.send("PUT", "/api/v1/platform", platform)).status,
    ).toBe(200);
    const send = (label: string) =>
      session.send(
        "POST",
        "/api/v1/authorization-links",
        { kind: "any", label },
        { "idempotency-key": "one" },
      );
    const answers = [await send("a"), await send("a")];
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(
      (await sql.query("select 1 from authorization_links")).rowCount,
    ).toBe(1);
    expect((await send("b")).body["code"]).toBe("idempotency_mismatch");
  });

  test("changed secrets are nowhere in plain text: answers, database, log", async () => {
    const session = await signIn(console.origin);
    const answer = await session.send("PUT", "/api/v1/platform", platform);
    const page = await fetch(`${console.origin}/settings/platform`, {
      headers: { cookie: session.cookie },
    });
    const { rows: tables } = await sql.query<{ name: string }>(
      "select format('%I', relname) as name from pg_class where relkind in ('r','p') and relnamespace = 'public'::regnamespace",
    );
    const dump = await Promise.all(
      tables.map(async ({ name }) =>
        JSON.stringify((await sql.query(`select t::text from ${name} t`)).rows),
      ),
    );
    const everything = [
      JSON.stringify(answer.body),
      await page.text(),
      dump.join("\n"),
      console.output(),
    ].join("\n");
    expect(everything).toContain(platform.componentAppid);
    for (const secret of [
      platform.appSecret,
      platform.token,
      platform.encodingAesKey,
    ])
      expect(everything).not.toContain(secret);
  });

  test("a changed EncodingAESKey leaves the old one valid for a day", async () => {
    const session = await signIn(console.origin);
    const overview = await session.send<{
      secrets: { previousEncodingAesKey: { until: string } | null };
    }>("PUT", "/api/v1/platform", {
      componentAppid: platform.componentAppid,
      encodingAesKey: "N".repeat(43),
    });
    const hours =
      (new Date(
        overview.body.secrets.previousEncodingAesKey?.until ?? 0,
      ).getTime() -
        Date.now()) /
      3_600_000;
    expect(Math.round(hours)).toBe(24);
  });
});
