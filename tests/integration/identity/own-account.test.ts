import { describe, expect, test } from "vitest";
import { enrolApp } from "../../harness/authenticator-app.ts";
import { createMember } from "../../harness/create-member.ts";
import { eventually } from "../../harness/deployment.ts";
import {
  type Link,
  type List,
  membersDeployment,
  type Problem,
} from "../../harness/members-deployment.ts";
import { type Session, signIn, tryToSignIn } from "../../harness/session.ts";

const here = membersDeployment();
const { first, visitor, tokenOf, invited, pageOf, change, codeOf } = here;

describe("a forgotten password", () => {
  const reset = (token: string, password = "another long one") =>
    visitor().send<Problem & { email: string }>("POST", "/api/v1/reset", {
      token,
      password,
    });
  const linkFor = async (id: string) =>
    (
      await here.deployment.session.send<Link & Problem>(
        "POST",
        `/api/v1/members/${id}/reset-link`,
      )
    ).body;
  const forgotten = (email: string) =>
    visitor().send<Problem>("POST", "/api/v1/forgot-password", { email });
  const mailTo = async (email: string) => {
    const find = () => here.mailServer.mails.find(({ to }) => to === email);
    await eventually(() => find() !== undefined, 5_000);
    return find();
  };

  test("an owner's link replaces the password once, within the hour, and ends all sessions", async () => {
    const member = await createMember(here.deployment, "operator");
    const link = await linkFor(member.id);
    const minutes = (new Date(link.expiresAt).getTime() - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
    expect((await mailTo(member.email))?.text).toContain(link.url);
    expect((await reset(tokenOf(link), "short")).body.errors?.[0]?.code).toBe(
      "password_short",
    );
    const answers = await Promise.all([
      reset(tokenOf(link)),
      reset(tokenOf(link)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await member.session.get("/api/v1/accounts")).status).toBe(401);
    expect(
      (await tryToSignIn(first(), member.email, member.password)).signedIn,
    ).toBe(false);
    await signIn(first(), {
      email: member.email,
      password: "another long one",
    });
    expect(codeOf(await reset(tokenOf(link)))).toEqual([
      409,
      "reset_link_invalid",
    ]);
  });

  test("a reset keeps the second factor and clears the count of guesses", async () => {
    const member = await createMember(here.deployment, "operator");
    await enrolApp(member.session);
    const link = await linkFor(member.id);
    for (let guess = 0; guess < 6; guess += 1)
      await tryToSignIn(first(), member.email, "not the password");
    expect((await reset(tokenOf(link))).status).toBe(200);
    const session = await signIn(first(), {
      email: member.email,
      password: "another long one",
    });
    expect(codeOf(await session.get<Problem>("/api/v1/accounts"))).toEqual([
      401,
      "second_factor_required",
    ]);
  });

  test("an expired, replaced or other link, and one of a disabled member, change nothing", async () => {
    const member = await createMember(here.deployment, "operator");
    const replaced = await linkFor(member.id);
    const over = await linkFor(member.id);
    await here.deployment.sql.query(
      "update single_use_links set expires_at = clock_timestamp() where id = $1",
      [over.id],
    );
    expect(await pageOf(`/reset/${tokenOf(over)}`)).toContain(
      "This link has expired",
    );
    const disabled = await linkFor(member.id);
    await change(member.id, { disabled: true });
    expect((await linkFor(member.id)).code).toBe("member_disabled");
    const invitation = await invited("kind@example.com");
    for (const link of [replaced, over, disabled, invitation])
      expect(codeOf(await reset(tokenOf(link)))).toEqual([
        409,
        "reset_link_invalid",
      ]);
    await change(member.id, { disabled: false });
    await signIn(first(), member);
  });

  test("a link by mail is requested with one answer, whether the member exists or not", async () => {
    const member = await createMember(here.deployment, "viewer");
    const known = await forgotten(member.email.toUpperCase());
    const unknown = await forgotten("nobody@example.com");
    expect([known.status, known.body]).toEqual([204, ""]);
    expect([unknown.status, unknown.body]).toEqual([204, ""]);
    const mail = await mailTo(member.email);
    const token = /\/reset\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect((await reset(token)).body.email).toBe(member.email);
    expect(here.mailServer.mails.map(({ to }) => to)).toEqual([member.email]);
  });

  test("a disabled member, and one without a password, get no mail", async () => {
    const [disabled, sso] = [
      await createMember(here.deployment, "viewer"),
      await createMember(here.deployment, "viewer"),
    ];
    await change(disabled.id, { disabled: true });
    await here.deployment.sql.query(
      "update users set password_hash = null where id = $1",
      [sso.id],
    );
    const other = await createMember(here.deployment, "viewer");
    for (const { email } of [disabled, sso, other]) await forgotten(email);
    expect(await mailTo(other.email)).toBeDefined();
    expect(here.mailServer.mails).toHaveLength(1);
  });

  test("the number of mails is limited", async () => {
    const member = await createMember(here.deployment, "viewer");
    const statuses: number[] = [];
    for (let time = 0; time < 7; time += 1)
      statuses.push((await forgotten(member.email)).status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(5);
    expect(statuses.at(-1)).toBe(429);
    // That is no hindrance to who remembers it.
    await signIn(first(), member);
  });
});

describe("the current member's account", () => {
  interface OwnSession {
    id: string;
    browser: string | null;
    system: string | null;
    address: string;
    current: boolean;
  }
  const sessionsOf = async (session: Session) =>
    (await session.get<List<OwnSession>>("/api/v1/account/sessions")).body
      .items;

  test("a new password requires the old one, and ends the other sessions", async () => {
    const member = await createMember(here.deployment, "viewer");
    const elsewhere = await signIn(first(), member);
    const put = (currentPassword: string, newPassword: string) =>
      member.session.send<Problem>("PUT", "/api/v1/account/password", {
        currentPassword,
        newPassword,
      });
    expect(codeOf(await put("not the password", "another long one"))).toEqual([
      403,
      "password_wrong",
    ]);
    expect((await put(member.password, "short")).body.errors?.[0]?.code).toBe(
      "password_short",
    );
    expect((await put(member.password, "another long one")).status).toBe(204);
    expect((await elsewhere.get("/api/v1/accounts")).status).toBe(401);
    expect((await member.session.get("/api/v1/accounts")).status).toBe(200);
    expect(
      (await tryToSignIn(first(), member.email, member.password)).signedIn,
    ).toBe(false);
  });

  test("a member lists and ends their sessions, and no one else's", async () => {
    const [member, other] = [
      await createMember(here.deployment, "viewer"),
      await createMember(here.deployment, "viewer"),
    ];
    const [second, third] = [
      await signIn(first(), member),
      await signIn(first(), member),
    ];
    await here.deployment.sql.query(
      "update sessions set user_agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36' where user_id = $1",
      [member.id],
    );
    const own = await sessionsOf(member.session);
    expect(own).toHaveLength(3);
    expect(own.filter(({ current }) => current)).toHaveLength(1);
    expect(own[0]).toMatchObject({ browser: "Chrome", system: "Windows" });
    const [foreign] = await sessionsOf(other.session);
    const end = (id: string) =>
      member.session.send("DELETE", `/api/v1/account/sessions/${id}`);
    expect((await end(foreign?.id ?? "")).status).toBe(404);
    const ofSecond = (await sessionsOf(second)).find(({ current }) => current);
    expect((await end(ofSecond?.id ?? "")).status).toBe(204);
    expect((await second.get("/api/v1/accounts")).status).toBe(401);
    const { body } = await member.session.send<{ ended: number }>(
      "POST",
      "/api/v1/account/end-other-sessions",
    );
    expect(body.ended).toBe(1);
    expect((await third.get("/api/v1/accounts")).status).toBe(401);
    expect((await member.session.get("/api/v1/accounts")).status).toBe(200);
    expect((await other.session.get("/api/v1/accounts")).status).toBe(200);
  });
});
