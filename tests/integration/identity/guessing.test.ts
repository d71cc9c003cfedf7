import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { type Consoles, startConsoles } from "../../harness/consoles.ts";
import { openSignIn, signIn, tryToSignIn } from "../../harness/session.ts";

let consoles: Consoles;
beforeAll(async () => {
  consoles = await startConsoles(inject("clusterUrl"));
});
afterAll(() => consoles.close());
beforeEach(() => consoles.sql.query("delete from sign_in_attempts"));

const WRONG = "not the password";

/** How many guesses at a person's password have been compared with its hash. */
const reached = async (id: string) =>
  Number(
    (
      await consoles.sql.query<{ count: string }>(
        "select count(*) from audit_log where action = 'session.signed_in' and actor_id = $1 and after->>'reason' = 'credentials'",
        [id],
      )
    ).rows[0]?.count,
  );

/** As if so many seconds had gone by. */
const timePasses = (seconds: number) =>
  consoles.sql.query(
    `update sign_in_attempts set
       window_started_at = window_started_at - make_interval(secs => $1),
       blocked_until = blocked_until - make_interval(secs => $1)`,
    [seconds],
  );

/** Guesses all through an hour, at two instances in turns. */
async function guessForAnHour(email: string, guesses: number): Promise<void> {
  const doors = await Promise.all(
    consoles.instances.map(({ origin }) => openSignIn(origin)),
  );
  for (let guess = 0; guess < guesses; guess += 1) {
    await doors[guess % 2]?.("credentials", { email, password: WRONG });
    await timePasses(3600 / guesses);
  }
}

describe("a thousand guesses at one account in an hour", () => {
  test("at most twenty guesses reach the hash, and the owner can sign in from a known browser", async () => {
    const owner = await consoles.createMember("owner");
    const { cookie } = await tryToSignIn(
      consoles.origin,
      owner.email,
      owner.password,
    );
    await guessForAnHour(owner.email, 1_000);
    const count = await reached(owner.id);
    process.stdout.write(`${count} of 1000 guesses reached the hash\n`);
    expect(count).toBeGreaterThan(4);
    expect(count).toBeLessThanOrEqual(20);
    const [elsewhere, known] = [
      await tryToSignIn(consoles.origin, owner.email, owner.password),
      await tryToSignIn(consoles.origin, owner.email, owner.password, cookie),
    ];
    expect([elsewhere.signedIn, known.signedIn]).toEqual([false, true]);
  });

  test("negative control: more guesses reach the hash when the waits are not enforced", async () => {
    const person = await consoles.createMember("owner");
    await consoles.sql.query(`
      create function no_waits() returns trigger language plpgsql as 'begin new.blocked_until = null; return new; end';
      create trigger no_waits before update on sign_in_attempts for each row execute function no_waits()`);
    await guessForAnHour(person.email, 40);
    await consoles.sql.query("drop function no_waits cascade");
    expect(await reached(person.id)).toBeGreaterThan(20);
  });

  test("the owner's sign-ins give the attacker no more guesses", async () => {
    const owner = await consoles.createMember("owner");
    const { cookie } = await tryToSignIn(
      consoles.origin,
      owner.email,
      owner.password,
    );
    for (let guess = 0; guess < 60; guess += 1) {
      await tryToSignIn(consoles.origin, owner.email, WRONG);
      await tryToSignIn(consoles.origin, owner.email, owner.password, cookie);
      await tryToSignIn(consoles.origin, owner.email, owner.password);
    }
    expect(await reached(owner.id)).toBeLessThanOrEqual(10);
  });
});

describe("a known browser", () => {
  test("a known browser has a separate limit, which ends too", async () => {
    const person = await consoles.createMember("operator");
    const { cookie } = await tryToSignIn(
      consoles.origin,
      person.email,
      person.password,
    );
    const before = await reached(person.id);
    for (let guess = 0; guess < 12; guess += 1)
      await tryToSignIn(consoles.origin, person.email, WRONG, cookie);
    expect([5, 6]).toContain((await reached(person.id)) - before);
    const elsewhere = await tryToSignIn(
      consoles.origin,
      person.email,
      person.password,
    );
    expect(elsewhere.signedIn).toBe(true);
  });

  test("a browser is known for the member who signed in there and for no other", async () => {
    const [guesser, victim] = [
      await consoles.createMember("viewer"),
      await consoles.createMember("owner"),
    ];
    const { cookie } = await tryToSignIn(
      consoles.origin,
      guesser.email,
      guesser.password,
    );
    for (let guess = 0; guess < 12; guess += 1) {
      await tryToSignIn(consoles.origin, victim.email, WRONG);
      await tryToSignIn(consoles.origin, victim.email, WRONG, cookie);
    }
    expect(await reached(victim.id)).toBeLessThanOrEqual(6);
  });

  test("a browser is known by a cookie that scripts cannot read and the database stores hashed", async () => {
    const person = await consoles.createMember("operator");
    const { cookie } = await tryToSignIn(
      consoles.origin,
      person.email,
      person.password,
    );
    const id = /lingpai-browser=([^;]+)/.exec(cookie)?.[1] ?? "none";
    const { rows } = await consoles.sql.query<{ all: string }>(
      "select string_agg(k::text, '') as all from known_browsers k",
    );
    expect(id).toMatch(/^[\w-]{32}$/);
    expect(rows[0]?.all).not.toContain(id);
  });
});

test("proofs of identity are counted separately: guesses from outside do not block them", async () => {
  const owner = await consoles.createMember("owner");
  const session = await signIn(consoles.origin, owner);
  for (let guess = 0; guess < 12; guess += 1)
    await tryToSignIn(consoles.origin, owner.email, WRONG);
  const confirm = (password: string) =>
    session.send<{ code: string }>("POST", "/api/v1/session/confirm", {
      password,
    });
  expect((await confirm(owner.password)).status).toBe(204);
  const codes: string[] = [];
  for (let guess = 0; guess < 7; guess += 1)
    codes.push((await confirm(WRONG)).body.code);
  expect(codes).toEqual([
    ...Array<string>(5).fill("password_wrong"),
    ...Array<string>(2).fill("too_many_attempts"),
  ]);
});

describe("an e-mail address that exists", () => {
  const PAIRS = 60;
  const ROUNDS = 5;
  /** Of guesses, each of which is a hash: on a machine at work a minute is soon over. */
  const PATIENCE_MS = 240_000;

  const median = (times: number[]) =>
    times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

  /** How much longer a wrong password takes at one address than at another one, as a part of the time; by interleaved guesses. */
  async function difference(one: string, other: string): Promise<number> {
    const door = await openSignIn(consoles.origin);
    const times: Record<string, number[]> = { [one]: [], [other]: [] };
    for (let pair = 0; pair < PAIRS; pair += 1)
      for (const email of pair % 2 ? [one, other] : [other, one]) {
        await consoles.sql.query("delete from sign_in_attempts");
        const start = performance.now();
        await door("credentials", { email, password: WRONG });
        times[email]?.push(performance.now() - start);
      }
    const [first, second] = [
      median(times[one] ?? []),
      median(times[other] ?? []),
    ];
    return Math.abs(first - second) / Math.max(first, second);
  }

  /** On a machine at work a single round may mislead; a real difference shows in all of them. */
  async function smallestDifference(one: string, other: string) {
    const found: number[] = [];
    while (found.length < ROUNDS && !found.some((part) => part <= 0.05))
      found.push(await difference(one, other));
    return Math.min(...found);
  }

  test(
    "a known and an unknown address take the same time within a twentieth",
    { timeout: PATIENCE_MS },
    async () => {
      const { email } = await consoles.createMember("owner");
      const part = await smallestDifference(email, "nobody@example.com");
      process.stdout.write(
        `known and unknown address differ by ${(part * 100).toFixed(1)} %\n`,
      );
      expect(part).toBeLessThanOrEqual(0.05);
    },
  );

  test(
    "negative control: the time differs where no hash is computed for an unknown address",
    { timeout: PATIENCE_MS },
    async () => {
      const { email, id } = await consoles.createMember("owner");
      await consoles.sql.query(
        "update users set password_hash = 'none' where id = $1",
        [id],
      );
      expect(
        await smallestDifference(email, "nobody@example.com"),
      ).toBeGreaterThan(0.05);
    },
  );
});
