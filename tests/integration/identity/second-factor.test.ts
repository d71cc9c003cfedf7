import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { codeOf, enrolApp, FACTORS } from "../../harness/authenticator-app.ts";
import { spawnLingpai } from "../../harness/console.ts";
import {
  type Consoles,
  type Member,
  startConsoles,
} from "../../harness/consoles.ts";
import {
  type Session,
  sessionOf,
  signIn,
  takeStep,
  tryToSignIn,
} from "../../harness/session.ts";

let consoles: Consoles;
beforeAll(async () => {
  consoles = await startConsoles(inject("clusterUrl"));
});
afterAll(() => consoles.close());

/** A member with an authenticator app, no code of which was used yet. */
async function enrolled(role = "operator") {
  const person = await consoles.createMember(role);
  const session = await signIn(consoles.origin, person);
  const factor = await enrolApp(session);
  await forgetCodes();
  return { person, session, ...factor };
}

/** As if no code had been used yet. */
const forgetCodes = () =>
  consoles.sql.query("update totp_factors set last_step = 0");

/** The password is right; the second factor is due. @returns the browser's cookies */
async function password(person: Member, at = consoles.origin): Promise<string> {
  const answer = await tryToSignIn(at, person.email, person.password);
  expect(answer.signedIn).toBe(true);
  return answer.cookie;
}

const factorStep = (cookie: string, code: string, at = consoles.origin) =>
  takeStep(at, "second-factor", { code }, cookie);

const codeOfAnswer = (answer: { status: number; body: unknown }) => [
  answer.status,
  (answer.body as { code?: string }).code,
];

/** What was tried at second factors of a person. */
const tried = async (personId: string, reason: string) =>
  Number(
    (
      await consoles.sql.query<{ count: string }>(
        "select count(*) from audit_log where action = 'session.second_factor' and subject = $1 and after->>'reason' = $2",
        [personId, reason],
      )
    ).rows[0]?.count,
  );

describe("an authenticator app", () => {
  test("an app is active after its first correct code, and brings ten recovery codes", async () => {
    const session = await signIn(
      consoles.origin,
      await consoles.createMember("operator"),
    );
    expect(
      codeOfAnswer(
        await session.send("POST", `${FACTORS}/totp/confirm`, {
          code: "123456",
        }),
      ),
    ).toEqual([409, "totp_not_begun"]);
    const { body } = await session.send<{ secret: string; uri: string }>(
      "POST",
      `${FACTORS}/totp`,
    );
    expect(body.uri).toContain(`secret=${body.secret}`);
    expect(
      codeOfAnswer(
        await session.send("POST", `${FACTORS}/totp/confirm`, {
          code: codeOf(body.secret, 40),
        }),
      ),
    ).toEqual([403, "code_wrong"]);
    expect((await session.get(FACTORS)).body).toMatchObject({
      password: true,
      totpSince: null,
      recoveryCodesLeft: 0,
    });
    const right = await session.send<{ recoveryCodes: string[] }>(
      "POST",
      `${FACTORS}/totp/confirm`,
      { code: codeOf(body.secret) },
    );
    expect(new Set(right.body.recoveryCodes).size).toBe(10);
    expect((await session.get(FACTORS)).body).toMatchObject({
      password: true,
      totpSince: expect.any(String) as string,
      recoveryCodesLeft: 10,
    });
  });

  test("the password alone then opens only the second step", async () => {
    const { person, secret } = await enrolled("admin");
    const waiting = sessionOf(consoles.origin, await password(person));
    for (const path of [
      "/api/v1/accounts",
      "/api/v1/accounts/wx1/access-token",
      FACTORS,
      "/api/v1/accounts/export",
    ])
      expect(codeOfAnswer(await waiting.get(path)), path).toEqual([
        401,
        "second_factor_required",
      ]);
    for (const path of [`${FACTORS}/totp`, "/api/v1/session/confirm"])
      expect(
        codeOfAnswer(
          await waiting.send("POST", path, { password: person.password }),
        ),
        path,
      ).toEqual([401, "second_factor_required"]);
    const page = await fetch(`${consoles.origin}/accounts?kind=service`, {
      headers: { cookie: waiting.cookie },
      redirect: "manual",
    });
    expect(page.headers.get("location")).toContain(
      "/sign-in/second-factor?from=%2Faccounts%3Fkind%3Dservice",
    );
    const passed = await factorStep(waiting.cookie, codeOf(secret));
    expect(passed.signedIn).toBe(true);
    const session = sessionOf(consoles.origin, passed.cookie);
    expect((await session.get("/api/v1/accounts")).status).toBe(200);
    // The session before the second factor is none any more: who had it has nothing.
    expect(codeOfAnswer(await waiting.get("/api/v1/accounts"))).toEqual([
      401,
      "unauthenticated",
    ]);
    expect((await factorStep(waiting.cookie, codeOf(secret, 1))).signedIn).toBe(
      false,
    );
  });

  test("sessions from before the set-up are asked for a code too", async () => {
    const person = await consoles.createMember("operator");
    const [here, elsewhere] = [
      await signIn(consoles.origin, person),
      await signIn(consoles.origin, person),
    ];
    await enrolApp(here);
    expect((await here.get("/api/v1/accounts")).status).toBe(200);
    expect(codeOfAnswer(await elsewhere.get("/api/v1/accounts"))).toEqual([
      401,
      "second_factor_required",
    ]);
  });

  test("an app can be replaced, and the recovery codes stay", async () => {
    const { person, session, secret, recoveryCodes } = await enrolled();
    const next = await enrolApp(session);
    expect(next.recoveryCodes).toEqual([]);
    const cookie = await password(person);
    expect((await factorStep(cookie, codeOf(secret, 1))).signedIn).toBe(false);
    expect((await factorStep(cookie, codeOf(next.secret, 1))).signedIn).toBe(
      true,
    );
    const again = await password(person);
    expect((await factorStep(again, recoveryCodes[0] ?? "")).signedIn).toBe(
      true,
    );
  });

  test("a member removes an app after a recent sign-in, with a code", async () => {
    const { person, session, secret } = await enrolled();
    const remove = (code: string) =>
      session.send("DELETE", `${FACTORS}/totp`, { code });
    expect(codeOfAnswer(await remove(codeOf(secret, 40)))).toEqual([
      403,
      "code_wrong",
    ]);
    await consoles.sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    expect(codeOfAnswer(await remove(codeOf(secret)))).toEqual([
      403,
      "recent_sign_in_required",
    ]);
    await session.send("POST", "/api/v1/session/confirm", {
      password: person.password,
    });
    expect((await remove(codeOf(secret))).status).toBe(204);
    expect(
      (
        await consoles.sql.query(
          "select 1 from recovery_codes where user_id = $1",
          [person.id],
        )
      ).rowCount,
    ).toBe(0);
    const alone = sessionOf(consoles.origin, await password(person));
    expect((await alone.get("/api/v1/accounts")).status).toBe(200);
  });
});

describe("a code", () => {
  /** Two sessions of one person send one code to two instances at once. @returns how many get in */
  async function sendTwice(person: Member, code: string): Promise<number> {
    const cookies = [await password(person), await password(person)];
    const answers = await Promise.all(
      cookies.map((cookie, index) =>
        factorStep(cookie, code, consoles.instances[index]?.origin),
      ),
    );
    return answers.filter(({ signedIn }) => signedIn).length;
  }

  test("an app's code is valid once, even on two instances at the same time", async () => {
    const { person, secret } = await enrolled();
    for (let round = 0; round < 5; round += 1) {
      await forgetCodes();
      expect(await sendTwice(person, codeOf(secret))).toBe(1);
    }
    const later = await password(person);
    expect((await factorStep(later, codeOf(secret))).signedIn).toBe(false);
  });

  test("negative control: an app's code is valid twice when the last one is not recorded", async () => {
    const { person, secret } = await enrolled();
    await consoles.sql.query(`
      create function forget_step() returns trigger language plpgsql as 'begin new.last_step = 0; return new; end';
      create trigger forget_step before update on totp_factors for each row execute function forget_step()`);
    expect(await sendTwice(person, codeOf(secret))).toBe(2);
    await consoles.sql.query("drop function forget_step cascade");
  });

  test("an app's code older than the last used one is refused", async () => {
    const { person, secret } = await enrolled();
    expect(
      (await factorStep(await password(person), codeOf(secret))).signedIn,
    ).toBe(true);
    expect(
      (await factorStep(await password(person), codeOf(secret, -1))).signedIn,
    ).toBe(false);
  });

  test("a recovery code is valid once, in every spelling, even on two instances", async () => {
    const { person, session, recoveryCodes } = await enrolled();
    const [first = "", second = ""] = recoveryCodes;
    expect(await sendTwice(person, first)).toBe(1);
    const typed = second.toLowerCase().replaceAll("-", " ");
    expect((await factorStep(await password(person), typed)).signedIn).toBe(
      true,
    );
    expect((await session.get(FACTORS)).body).toMatchObject({
      recoveryCodesLeft: 8,
    });
    const renewed = await session.send<{ recoveryCodes: string[] }>(
      "POST",
      `${FACTORS}/recovery-codes`,
    );
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect(
      (await factorStep(await password(person), recoveryCodes[2] ?? ""))
        .signedIn,
    ).toBe(false);
  });

  test("a code has five guesses in all sessions on all instances", async () => {
    const { person, secret } = await enrolled();
    const cookies: string[] = [];
    for (let session = 0; session < 4; session += 1)
      cookies.push(await password(person));
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        factorStep(
          cookies[index % 4] ?? "",
          String(100_000 + index),
          consoles.instances[index % 2]?.origin,
        ),
      ),
    );
    expect(await tried(person.id, "code")).toBeLessThanOrEqual(5);
    expect(await tried(person.id, "throttled")).toBeGreaterThanOrEqual(35);
    const right = await factorStep(await password(person), codeOf(secret));
    expect([right.signedIn, /throttled%3A\d+/.test(right.url)]).toEqual([
      false,
      true,
    ]);
  });

  test("guesses from elsewhere do not lock a member out of a known browser", async () => {
    const { person, secret } = await enrolled();
    const known = await factorStep(await password(person), codeOf(secret));
    await forgetCodes();
    const attacker = await password(person);
    for (let guess = 0; guess < 8; guess += 1)
      await factorStep(attacker, String(200_000 + guess));
    expect((await factorStep(attacker, codeOf(secret))).signedIn).toBe(false);
    const own = await tryToSignIn(
      consoles.origin,
      person.email,
      person.password,
      known.cookie,
    );
    expect((await factorStep(own.cookie, codeOf(secret))).signedIn).toBe(true);
  });
});

describe("the requirement", () => {
  /** As if the days of grace were over for all. */
  const daysLater = () =>
    consoles.sql.query(
      `update users set created_at = created_at - interval '8 days';
       update security_settings set second_factor_required_since = second_factor_required_since - interval '8 days'`,
    );

  test("admins and owners have a week, and then can only set up a second factor", async () => {
    const people = {
      owner: await consoles.createMember("owner"),
      admin: await consoles.createMember("admin"),
      operator: await consoles.createMember("operator"),
    };
    const sessions = {
      owner: await signIn(consoles.origin, people.owner),
      admin: await signIn(consoles.origin, people.admin),
      operator: await signIn(consoles.origin, people.operator),
    };
    for (const session of Object.values(sessions))
      expect((await session.get("/api/v1/accounts")).status).toBe(200);
    const notice = await fetch(`${consoles.origin}/accounts`, {
      headers: { cookie: sessions.owner.cookie, "accept-language": "en" },
    });
    expect(await notice.text()).toContain("7 days");
    await daysLater();
    expect((await sessions.operator.get("/api/v1/accounts")).status).toBe(200);
    for (const session of [sessions.owner, sessions.admin]) {
      expect(codeOfAnswer(await session.get("/api/v1/accounts"))).toEqual([
        403,
        "second_factor_missing",
      ]);
      expect(
        codeOfAnswer(
          await session.send("PUT", "/api/v1/security-settings", {
            secondFactorRequired: false,
          }),
        ),
      ).toEqual([403, "second_factor_missing"]);
    }
    const page = await fetch(`${consoles.origin}/settings/platform`, {
      headers: { cookie: sessions.admin.cookie },
      redirect: "manual",
    });
    expect(page.headers.get("location")).toContain("/sign-in/enrol");
    await enrolApp(sessions.admin);
    expect((await sessions.admin.get("/api/v1/accounts")).status).toBe(200);
    const { status, body } = await sessions.admin.send<{ code: string }>(
      "DELETE",
      `${FACTORS}/totp`,
      { code: "000000" },
    );
    expect([status, body.code]).toEqual([403, "code_wrong"]);
  });

  test("the last factor of an admin cannot be removed", async () => {
    const { session, recoveryCodes } = await enrolled("admin");
    expect(
      codeOfAnswer(
        await session.send("DELETE", `${FACTORS}/totp`, {
          code: recoveryCodes[0],
        }),
      ),
    ).toEqual([409, "factor_is_required"]);
    expect((await session.get(FACTORS)).body).toMatchObject({
      password: true,
      totpSince: expect.any(String) as string,
      required: true,
    });
  });

  test("the owner switches the requirement, which is audited and restarts the days", async () => {
    const { session: owner } = await enrolled("owner");
    const late = await consoles.createMember("admin");
    const admin = await signIn(consoles.origin, late);
    const change = (session: Session, secondFactorRequired: boolean) =>
      session.send("PUT", "/api/v1/security-settings", {
        secondFactorRequired,
      });
    expect((await change(admin, false)).status).toBe(403);
    await daysLater();
    expect((await admin.get("/api/v1/accounts")).status).toBe(403);
    expect((await change(owner, false)).status).toBe(200);
    expect((await admin.get("/api/v1/accounts")).status).toBe(200);
    expect((await change(owner, true)).status).toBe(200);
    expect((await admin.get("/api/v1/accounts")).status).toBe(200);
    await daysLater();
    expect((await admin.get("/api/v1/accounts")).status).toBe(403);
    const { rows } = await consoles.sql.query(
      "select before, after from audit_log where action = 'security_settings.changed' order by at",
    );
    expect(rows).toEqual([
      {
        before: { secondFactorRequired: true },
        after: { secondFactorRequired: false },
      },
      {
        before: { secondFactorRequired: false },
        after: { secondFactorRequired: true },
      },
    ]);
  });
});

test("the command removes a lost second factor and ends all sessions", async () => {
  const { person, session } = await enrolled("owner");
  const reset = (email: string) =>
    spawnLingpai(["reset-second-factor", email], consoles.env).ended;
  expect(await reset("nobody@example.com")).toBe(1);
  expect(await reset(person.email.toUpperCase())).toBe(0);
  expect((await session.get("/api/v1/accounts")).status).toBe(401);
  const again = sessionOf(consoles.origin, await password(person));
  expect((await again.get(FACTORS)).body).toMatchObject({
    password: true,
    totpSince: null,
    recoveryCodesLeft: 0,
  });
});

test("app secrets and recovery codes are not stored in plain text", async () => {
  const { secret, recoveryCodes } = await enrolled();
  const { rows: tables } = await consoles.sql.query<{ name: string }>(
    "select format('%I', relname) as name from pg_class where relkind in ('r','p') and relnamespace = 'public'::regnamespace",
  );
  const dump = (
    await Promise.all(
      tables.map(async ({ name }) =>
        JSON.stringify(
          (await consoles.sql.query(`select t::text from ${name} t`)).rows,
        ),
      ),
    )
  ).join("\n");
  for (const planted of [
    secret,
    ...recoveryCodes,
    ...recoveryCodes.map((code) => code.replaceAll("-", "")),
  ])
    expect(dump).not.toContain(planted);
});
