import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { authSecret, sessionIdOf } from "#lib/identity/sessions/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { clientOf, makeKey } from "../../harness/api-key.ts";
import { SECRET_KEYS } from "../../harness/console.ts";
import {
  createMember,
  type SignedInMember,
} from "../../harness/create-member.ts";
import { sessionOf } from "../../harness/session.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
});
afterAll(() => deployment.close());

/** Every text in the database, those inside JSON included. */
async function textsOfDatabase(): Promise<Set<string>> {
  const { rows: tables } = await deployment.sql.query<{ name: string }>(
    "select format('%I', relname) as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace",
  );
  const texts = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === "string") texts.add(value);
    else if (typeof value === "object" && value !== null)
      Object.values(value).forEach(collect);
  };
  for (const { name } of tables)
    collect(
      (await deployment.sql.query(`select to_jsonb(t) as row from ${name} t`))
        .rows,
    );
  return texts;
}

const cookieOf = ({ session }: SignedInMember) =>
  /next-auth\.session-token=([^;]+)/.exec(session.cookie)?.[1] ?? "";

test(
  "a copy of the database lets no one sign in, even with the keys",
  { timeout: 180_000 },
  async () => {
    const origin = deployment.consoles[0]?.origin ?? "";
    const member = await createMember(deployment, "admin");
    const invitation = await deployment.session.send<{ url: string }>(
      "POST",
      "/api/v1/members/invitations",
      { email: "mei@example.com", role: "admin" },
      { "idempotency-key": "kept" },
    );
    const reset = await deployment.session.send<{ url: string }>(
      "POST",
      `/api/v1/members/${member.id}/reset-link`,
    );
    const system = await makeKey(deployment, { scopes: ["accounts:read"] });
    const texts = await textsOfDatabase();
    expect(texts).toContain(member.email);
    process.env["SECRET_KEYS"] = SECRET_KEYS;
    const asSession = async (sid: string) =>
      sessionOf(
        origin,
        `next-auth.session-token=${await encode({ token: { sid }, secret: authSecret() })}`,
      );
    // What opens a session is not in the database; what it is stored as is.
    const sid = await sessionIdOf({
      "next-auth.session-token": cookieOf(member),
    });
    expect(
      (await (await asSession(sid ?? "")).get("/api/v1/accounts")).status,
    ).toBe(200);
    expect(texts).toContain(hashToken(sid ?? ""));
    const isKey = async (text: string) =>
      /^[!-~]+$/.test(text) &&
      (
        await clientOf(deployment, { id: "", key: text }).get(
          "/api/v1/accounts",
        )
      ).status !== 401;
    const opened: string[] = [];
    for (const text of texts) {
      const session = await asSession(text);
      if ((await session.get("/api/v1/accounts")).status !== 401)
        opened.push(`session ${text}`);
      if (await isKey(text)) opened.push(`key ${text}`);
      for (const [kind, body] of [
        ["invite", { name: "Thief", password: "a long enough one" }],
        ["reset", { password: "a long enough one" }],
      ] as const) {
        const { status } = await sessionOf(origin, "").send(
          "POST",
          `/api/v1/${kind}`,
          { token: text.slice(0, 100), ...body },
        );
        if (status < 400) opened.push(`${kind} ${text}`);
      }
    }
    expect(opened).toEqual([]);
    // The doors are there: the key and the links themselves open them.
    expect(await isKey(system.key)).toBe(true);
    const tokenOf = (url: string) => url.split("/").at(-1) ?? "";
    for (const [kind, { body }, more] of [
      ["invite", invitation, { name: "Mei" }],
      ["reset", reset, {}],
    ] as const) {
      const { status } = await sessionOf(origin, "").send(
        "POST",
        `/api/v1/${kind}`,
        {
          token: tokenOf(body.url),
          password: "a long enough one",
          ...more,
        },
      );
      expect(status, kind).toBeLessThan(300);
    }
  },
);
