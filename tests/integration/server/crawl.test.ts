import pMap from "p-map";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, property, sample } from "../../harness/accounts.ts";
import { addresses } from "../../harness/addresses.ts";
import { ask, type RawAnswer } from "../../harness/ask.ts";
import { checksums, quiet } from "../../harness/checksums.ts";
import {
  createMember,
  type SignedInMember,
} from "../../harness/create-member.ts";
import { openAll } from "../../harness/sealed.ts";
import { type Trick, tricksOn } from "../../harness/tricks.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

const HOOK = "https://hook-for-admins.example/planted";
const LABEL = "planted label of a link";
const ACCOUNTS = ["云杉咖啡", "云杉咖啡点单", "城南夜话"];
const AT_ONCE = 6;
/** The others are refused with and without a session. */
const FOR_THE_SIGNED_IN = [
  "plain",
  "subrequest",
  "middleware's words",
  "platform's words",
  "flight",
  "prefetch",
  "segment",
  "tree",
  "POST",
  "PUT",
  "DELETE as GET",
];

let deployment: Deployment;
let origin: string;
let viewer: SignedInMember;
let appid: string;
let propertyName: string;
let link: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  origin = deployment.consoles[0]?.origin ?? "";
  for (const name of ACCOUNTS)
    await connect(deployment, sample(deployment, name));
  appid = sample(deployment, "云杉咖啡");
  const made = await property(deployment);
  propertyName = made.name;
  const hook = await deployment.session.send<{ id: string }>(
    "POST",
    "/api/v1/webhooks",
    { url: HOOK, events: [] },
  );
  const linked = await deployment.session.send<{ token: string }>(
    "POST",
    "/api/v1/authorization-links",
    { kind: "any", label: LABEL },
  );
  link = linked.body.token;
  await deployment.session.send("POST", "/api/v1/session/factors/totp");
  const { rows } = await deployment.sql.query<{ id: string }>(
    "select key as id from inbox limit 1",
  );
  Object.assign(ids, {
    property: made.id,
    hook: hook.body.id,
    event: rows[0]?.id,
  });
  viewer = await createMember(deployment, "viewer");
});
afterAll(() => deployment.close());

/** The values of an address's parameters that an attacker may know or guess. */
const guessed = (name: string) =>
  ({
    appid,
    id: "7",
    path: "accounts",
    nextauth: "session",
    topic: "verify",
    componentAppid: deployment.component.appid,
  })[name] ?? "none";

/** The answer to a trick; a flight is redirected to the correct spelling of its address. */
async function answerTo(
  { path, method, headers, body }: Trick,
  cookie: string | null,
): Promise<RawAnswer> {
  const question = {
    method,
    headers: { ...(cookie === null ? {} : { cookie }), ...headers },
    ...(body === undefined ? {} : { body }),
  };
  const answer = await ask(origin, path, question);
  const { location } = answer.headers;
  return answer.status === 307 && location?.includes("_rsc=")
    ? ask(origin, location, question)
    : answer;
}

/** Answers that hold what they should not, by trick and address. */
async function leaks(
  hidden: string[],
  cookie: string | null,
  isTried: (trick: Trick) => boolean = () => true,
): Promise<{ asked: number; leaks: string[] }> {
  const tricks = addresses(guessed)
    // For programs on this machine, which a test is.
    .filter(({ pattern }) => pattern !== "/metrics")
    .flatMap(({ path }) => tricksOn(path))
    .filter(isTried);
  const found = await pMap(
    tricks,
    async (trick) => {
      const { name, method, path } = trick;
      const answer = await answerTo(trick, cookie);
      const whole = `${JSON.stringify(answer.headers)}\n${answer.text}`;
      return hidden
        .filter((secret) => whole.includes(secret))
        .map((secret) => `${name} ${method ?? "GET"} ${path}: ${secret}`);
    },
    { concurrency: AT_ONCE },
  );
  return { asked: tricks.length, leaks: found.flat() };
}

describe("tricks to read without permission", () => {
  test("a visitor learns nothing", { timeout: 240_000 }, async () => {
    const secrets = (await openAll(deployment.sql)).map(({ secret }) => secret);
    const { asked, leaks: found } = await leaks(
      [
        ...secrets,
        ...ACCOUNTS,
        propertyName,
        HOOK,
        LABEL,
        "owner@example.com",
        viewer.email,
      ],
      null,
    );
    expect(asked).toBeGreaterThan(3_000);
    expect(found).toEqual([]);
  });

  test(
    "a viewer learns no secret and nothing reserved for administrators",
    { timeout: 240_000 },
    async () => {
      const secrets = (await openAll(deployment.sql))
        .filter(({ shown }) => !shown)
        .map(({ secret }) => secret);
      expect(secrets.length).toBeGreaterThan(8);
      const { leaks: found } = await leaks(
        [...secrets, HOOK, "hook-for-admins"],
        viewer.session.cookie,
        ({ name }) => FOR_THE_SIGNED_IN.includes(name),
      );
      expect(found).toEqual([]);
    },
  );

  test("negative control: the owner's data are found by this search", async () => {
    const { text } = await ask(origin, "/settings/webhooks", {
      headers: { accept: "text/html", cookie: deployment.session.cookie },
    });
    expect(text).toContain("hook-for-admins");
  });
});

describe("requests that read", () => {
  test("no reading changes anything", { timeout: 120_000 }, async () => {
    await deployment.sql.query("update account_tokens set renew_at = null");
    const names = (name: string) => (name === "token" ? link : guessed(name));
    await quiet(deployment.sql);
    const declared = {
      // When a person was last here.
      sessions: ["last_seen_at"],
      // Who read an account's access token, and that row's place in the chain.
      audit_log: ["*"],
      audit_seals: ["*"],
      audit_unsealed: ["*"],
    };
    const written = async () =>
      (
        await deployment.sql.query<{ action: string; count: number }>(
          "select action, count(*)::int from audit_log where action <> 'token.read' group by 1 order by 1",
        )
      ).rows;
    const [before, writtenBefore] = [
      await checksums(deployment.sql, declared),
      await written(),
    ];
    for (const id of ["7", ids["property"], ids["hook"], ids["event"]])
      for (const { path, methods } of addresses((name) =>
        name === "id" ? (id ?? "") : names(name),
      )) {
        if (!methods.includes("GET")) continue;
        // Only the addresses with an id differ from one round to the next.
        if (id !== "7" && !path.includes(id ?? "")) continue;
        const { status } = await ask(origin, path, {
          headers: { accept: "text/html", cookie: deployment.session.cookie },
        });
        expect(status, path).toBeLessThan(500);
      }
    expect(await checksums(deployment.sql, declared)).toEqual(before);
    expect(await written()).toEqual(writtenBefore);
  });
});
