import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  type Authenticator,
  newAuthenticator,
  type PasskeyAnswer,
} from "../../harness/authenticator.ts";
import { type Consoles, startConsoles } from "../../harness/consoles.ts";
import {
  type Session,
  sessionOf,
  signIn,
  takeStep,
  tryToSignIn,
} from "../../harness/session.ts";

const PASSKEYS = "/api/v1/session/factors/passkeys";

let consoles: Consoles;
beforeAll(async () => {
  consoles = await startConsoles(inject("clusterUrl"));
});
afterAll(() => consoles.close());

type CreateOptions = Parameters<Authenticator["create"]>[0];
type GetOptions = Parameters<Authenticator["get"]>[0];

const codeOfAnswer = (answer: { status: number; body: unknown }) => [
  answer.status,
  (answer.body as { code?: string }).code,
];

const optionsFor = async (session: Session) =>
  (await session.send<CreateOptions>("POST", `${PASSKEYS}/options`)).body;

async function addPasskey(
  session: Session,
  authenticator: Authenticator,
  name = "办公电脑",
) {
  return session.send<{ recoveryCodes: string[] | null }>("POST", PASSKEYS, {
    name,
    attestation: authenticator.create(await optionsFor(session)),
  });
}

/** A signed-in member with a passkey. */
async function withPasskey(role = "operator") {
  const person = await consoles.createMember(role);
  const session = await signIn(consoles.origin, person);
  const authenticator = newAuthenticator(consoles.origin);
  const added = await addPasskey(session, authenticator);
  expect(added.status).toBe(201);
  return {
    person,
    session,
    authenticator,
    recoveryCodes: added.body.recoveryCodes ?? [],
  };
}

/** What a browser gets before it asks for a passkey, of whichever instance. */
const challenge = async (at = consoles.origin) =>
  (
    await sessionOf(at, "").send<GetOptions>(
      "POST",
      "/api/v1/session/passkey-options",
    )
  ).body;

const signInBy = (answer: PasskeyAnswer, at = consoles.origin) =>
  takeStep(at, "passkey", { assertion: JSON.stringify(answer) });

const otherOrigin = () => consoles.instances[1].origin;

describe("a passkey", () => {
  test("a passkey signs in alone, as both factors, on another instance than its challenge", async () => {
    const { authenticator, person } = await withPasskey("admin");
    const { signedIn, cookie } = await signInBy(
      authenticator.get(await challenge()),
      otherOrigin(),
    );
    expect(signedIn).toBe(true);
    const session = sessionOf(consoles.origin, cookie);
    expect((await session.get("/api/v1/accounts")).status).toBe(200);
    const { rows } = await consoles.sql.query(
      "select after from audit_log where action = 'session.signed_in' and subject = $1 order by at desc limit 1",
      [person.id],
    );
    expect(rows).toEqual([{ after: { by: "passkey" } }]);
  });

  test("a passkey is the second factor after a password, for its member only", async () => {
    const [{ person, authenticator }, other] = [
      await withPasskey(),
      await withPasskey(),
    ];
    const { cookie } = await tryToSignIn(
      consoles.origin,
      person.email,
      person.password,
    );
    expect(
      codeOfAnswer(
        await sessionOf(consoles.origin, cookie).get("/api/v1/accounts"),
      ),
    ).toEqual([401, "second_factor_required"]);
    const second = async (of: Authenticator) =>
      takeStep(
        consoles.origin,
        "second-factor",
        { assertion: JSON.stringify(of.get(await challenge())) },
        cookie,
      );
    expect((await second(other.authenticator)).signedIn).toBe(false);
    const passed = await second(authenticator);
    expect(passed.signedIn).toBe(true);
    expect(
      (await sessionOf(consoles.origin, passed.cookie).get("/api/v1/accounts"))
        .status,
    ).toBe(200);
  });

  test("a first passkey brings recovery codes, which the password accepts too", async () => {
    const { person, recoveryCodes } = await withPasskey();
    expect(recoveryCodes).toHaveLength(10);
    const { cookie } = await tryToSignIn(
      consoles.origin,
      person.email,
      person.password,
    );
    const code = recoveryCodes[3] ?? "";
    expect(
      (await takeStep(consoles.origin, "second-factor", { code }, cookie))
        .signedIn,
    ).toBe(true);
  });

  test("a passkey proves identity again instead of the password", async () => {
    const [{ session, authenticator }, other] = [
      await withPasskey(),
      await withPasskey(),
    ];
    await consoles.sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    expect(
      codeOfAnswer(await session.send("POST", `${PASSKEYS}/options`)),
    ).toEqual([403, "recent_sign_in_required"]);
    const confirm = async (of: Authenticator) =>
      session.send("POST", "/api/v1/session/confirm", {
        assertion: of.get(await challenge()),
      });
    expect(codeOfAnswer(await confirm(other.authenticator))).toEqual([
      403,
      "passkey_refused",
    ]);
    expect((await confirm(authenticator)).status).toBe(204);
    expect((await session.send("POST", `${PASSKEYS}/options`)).status).toBe(
      200,
    );
    const both = await session.send("POST", "/api/v1/session/confirm", {
      password: "something",
      assertion: authenticator.get(await challenge()),
    });
    expect(codeOfAnswer(both)).toEqual([400, "input_invalid"]);
  });

  test("a passkey is managed by its member only, and an admin's last one stays", async () => {
    const { session, authenticator } = await withPasskey("admin");
    const stranger = (await withPasskey()).session;
    await addPasskey(session, newAuthenticator(consoles.origin), "手机");
    const list = async () =>
      (
        await session.get<{ passkeys: { id: string; name: string }[] }>(
          "/api/v1/session/factors",
        )
      ).body.passkeys;
    const [first, second] = await list();
    expect([first?.name, second?.name]).toEqual(["办公电脑", "手机"]);
    const path = `${PASSKEYS}/${first?.id}`;
    expect(
      codeOfAnswer(await stranger.send("PUT", path, { name: "mine" })),
    ).toEqual([404, "passkey_unknown"]);
    expect(codeOfAnswer(await stranger.send("DELETE", path))).toEqual([
      404,
      "passkey_unknown",
    ]);
    expect((await session.send("PUT", path, { name: "家里" })).status).toBe(
      204,
    );
    expect((await list())[0]?.name).toBe("家里");
    expect((await session.send("DELETE", path)).status).toBe(204);
    expect(
      (await signInBy(authenticator.get(await challenge()))).signedIn,
    ).toBe(false);
    expect(
      codeOfAnswer(await session.send("DELETE", `${PASSKEYS}/${second?.id}`)),
    ).toEqual([409, "factor_is_required"]);
    expect(await list()).toHaveLength(1);
  });

  test("a passkey of a disabled member is refused", async () => {
    const { person, authenticator } = await withPasskey();
    await consoles.sql.query(
      "update users set disabled_at = now() where id = $1",
      [person.id],
    );
    expect(
      (await signInBy(authenticator.get(await challenge()))).signedIn,
    ).toBe(false);
  });
});

describe("an answer of a passkey", () => {
  test("an answer is valid once, even on two instances at the same time", async () => {
    const { authenticator } = await withPasskey();
    for (let round = 0; round < 5; round += 1) {
      const answer = authenticator.get(await challenge());
      const both = await Promise.all(
        consoles.instances.map(({ origin }) => signInBy(answer, origin)),
      );
      expect(both.filter(({ signedIn }) => signedIn)).toHaveLength(1);
    }
  });

  test("negative control: the answer stays valid when the challenge is not consumed", async () => {
    const { authenticator } = await withPasskey();
    await consoles.sql.query(`
      create function keep_challenge() returns trigger language plpgsql as 'begin
        insert into passkey_challenges values (old.challenge_hash, old.user_id, old.expires_at); return null; end';
      create trigger keep_challenge after delete on passkey_challenges for each row execute function keep_challenge()`);
    const options = await challenge();
    const answers = [
      await signInBy(authenticator.get(options, { counter: 0 })),
      await signInBy(authenticator.get(options, { counter: 0 })),
    ];
    await consoles.sql.query("drop function keep_challenge cascade");
    expect(answers.map(({ signedIn }) => signedIn)).toEqual([true, true]);
  });

  test("a late, foreign, unverified or copied answer is refused", async () => {
    const { authenticator, person } = await withPasskey();
    const lies: [string, Parameters<Authenticator["get"]>[1]][] = [
      ["another origin", { origin: "https://evil.example" }],
      ["another party", { rpId: "evil.example" }],
      ["a challenge of its own", { challenge: "bm90IG91cnM" }],
      ["an unverified user", { verified: false }],
      ["another user", { userHandle: "c29tZWJvZHkgZWxzZQ" }],
    ];
    for (const [name, lie] of lies)
      expect(
        (await signInBy(authenticator.get(await challenge(), lie))).signedIn,
        name,
      ).toBe(false);
    const late = await challenge();
    await consoles.sql.query(
      "update passkey_challenges set expires_at = now() - interval '1 second'",
    );
    expect((await signInBy(authenticator.get(late))).signedIn).toBe(false);
    expect(
      (await signInBy(authenticator.get(await challenge(), { counter: 50 })))
        .signedIn,
    ).toBe(true);
    expect(
      (await signInBy(authenticator.get(await challenge(), { counter: 50 })))
        .signedIn,
      "a copy, whose counter does not advance",
    ).toBe(false);
    const { rows } = await consoles.sql.query<{ counter: string }>(
      "select counter from passkeys where user_id = $1",
      [person.id],
    );
    expect(Number(rows[0]?.counter)).toBe(50);
  });

  test("a challenge to add a passkey cannot be used to sign in, nor the reverse", async () => {
    const { session, authenticator } = await withPasskey();
    const adding = await optionsFor(session);
    expect(
      (
        await signInBy(
          authenticator.get({
            challenge: adding.challenge,
            rpId: adding.rp.id,
          }),
        )
      ).signedIn,
    ).toBe(false);
    const options = await optionsFor(session);
    const { challenge: forSignIn } = await challenge();
    const added = await session.send("POST", PASSKEYS, {
      name: "x",
      attestation: newAuthenticator(consoles.origin).create({
        ...options,
        challenge: forSignIn,
      }),
    });
    expect(codeOfAnswer(added)).toEqual([403, "passkey_refused"]);
  });

  test("a passkey is added only for the member who requested its challenge", async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()];
    const attestation = newAuthenticator(consoles.origin).create(
      await optionsFor(mine.session),
    );
    expect(
      codeOfAnswer(
        await theirs.session.send("POST", PASSKEYS, { name: "x", attestation }),
      ),
    ).toEqual([403, "passkey_refused"]);
  });
});
