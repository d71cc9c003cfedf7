import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { codeOf, enrolApp } from "../../harness/authenticator-app.ts";
import { owner } from "../../harness/console.ts";
import {
  CLIENT,
  type OidcProvider,
  signInBySso,
  startOidcProvider,
} from "../../harness/oidc-provider.ts";
import { createMember } from "../../harness/create-member.ts";
import { sessionOf, takeStep, tryToSignIn } from "../../harness/session.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

let deployment: Deployment;
let provider: OidcProvider;
beforeAll(async () => {
  provider = await startOidcProvider();
  deployment = await startDeployment(inject("clusterUrl"), {
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: "Acme",
      OIDC_ROLE_CLAIM: "realm_access.roles",
      OIDC_ROLES: "ops:operator,it:admin,boss:owner",
    },
  });
});
afterAll(async () => {
  await deployment.close();
  provider.close();
});
beforeEach(() => {
  provider.tamper = {};
  provider.userInfo = {};
});

const origin = () => deployment.consoles[0]?.origin ?? "";
/** Who comes to the provider next. */
const comes = (
  sub: string,
  roles: string[],
  claims: Record<string, unknown> = {},
) => {
  provider.person = {
    sub,
    name: `Person ${sub}`,
    email: `${sub}@example.com`,
    email_verified: true,
    realm_access: { roles },
    ...claims,
  };
};
const memberOf = async (email: string) =>
  (
    await deployment.sql.query<{
      id: string;
      role: string;
      name: string;
      oidc_subject: string | null;
      password_hash: string | null;
    }>("select * from users where email = $1", [email])
  ).rows[0];
const refusalOf = async (options?: Parameters<typeof signInBySso>[1]) => {
  const answer = await signInBySso(origin(), options);
  expect(answer.signedIn).toBe(false);
  return new URL(answer.location).searchParams.get("error");
};

describe("single sign-on", () => {
  test("a person with a role by claims becomes a member and is signed in", async () => {
    comes("mei", ["guest", "ops"]);
    const { cookie, signedIn, location } = await signInBySso(origin());
    expect([signedIn, location]).toEqual([true, `${origin()}/accounts`]);
    expect(await memberOf("mei@example.com")).toMatchObject({
      role: "operator",
      name: "Person mei",
      oidc_subject: "mei",
      password_hash: null,
    });
    const session = sessionOf(origin(), cookie);
    expect((await session.get("/api/v1/accounts")).status).toBe(200);
    expect((await session.get("/api/v1/members")).status).toBe(403);
    const [sent] = provider.asked.slice(-1);
    expect(sent?.get("code_challenge_method")).toBe("S256");
    expect(sent?.get("state")).toBeTruthy();
    expect(sent?.get("nonce")).toBeTruthy();
    expect((await tryToSignIn(origin(), "mei@example.com", "")).signedIn).toBe(
      false,
    );
  });

  test("a member is known by issuer and subject, and follows the claim", async () => {
    comes("mei", ["it"], { email: "mei.lin@example.com" });
    expect((await signInBySso(origin())).signedIn).toBe(true);
    expect((await memberOf("mei@example.com"))?.role).toBe("admin");
    expect(await memberOf("mei.lin@example.com")).toBeUndefined();
    comes("mei", ["ops"]);
    await signInBySso(origin());
    expect((await memberOf("mei@example.com"))?.role).toBe("operator");
  });

  test("a person without a role by claims is refused, member or not", async () => {
    comes("li", ["guest"]);
    expect(await refusalOf()).toBe("sso_no_role");
    expect(await memberOf("li@example.com")).toBeUndefined();
    comes("mei", []);
    expect(await refusalOf()).toBe("sso_no_role");
    const page = await fetch(`${origin()}/sign-in?error=sso_no_role`, {
      headers: { "accept-language": "en" },
    });
    expect(await page.text()).toContain(
      "You do not have access to Lingpai yet",
    );
    const { rows } = await deployment.sql.query(
      "select after from audit_log where action = 'session.signed_in' and outcome = 'denied'",
    );
    expect(rows).toContainEqual({
      after: { by: "oidc", reason: "sso_no_role" },
    });
  });

  test("a member is linked by a verified address and by no other", async () => {
    const { email } = await createMember(deployment, "viewer");
    comes("wang", ["ops"], { email, email_verified: false });
    expect(await refusalOf()).toBe("sso_email_unverified");
    comes("wang", ["ops"], { email: email.toUpperCase() });
    expect((await signInBySso(origin())).signedIn).toBe(true);
    expect(await memberOf(email)).toMatchObject({
      role: "operator",
      oidc_subject: "wang",
    });
    comes("another", ["ops"], { email });
    expect(await refusalOf()).toBe("sso_other_identity");
  });

  test("an owner is not linked by address, and links the identity while signed in", async () => {
    comes("boss", ["boss"], { email: owner.email });
    expect(await refusalOf()).toBe("sso_owner");
    const stranger = await createMember(deployment, "viewer");
    expect(await refusalOf({ cookie: stranger.session.cookie })).toBe(
      "sso_owner",
    );
    expect((await memberOf(owner.email))?.oidc_subject).toBeNull();
    const { signedIn } = await signInBySso(origin(), {
      cookie: deployment.session.cookie,
    });
    expect(signedIn).toBe(true);
    expect((await memberOf(owner.email))?.oidc_subject).toBe("boss");
    // The session of the new authentication replaces the previous one.
    expect((await deployment.session.get("/api/v1/accounts")).status).toBe(401);
    await deployment.restart({});
  });

  test("the last owner stays one, though the claim says less", async () => {
    comes("boss", ["ops"], { email: owner.email });
    expect((await signInBySso(origin())).signedIn).toBe(true);
    expect((await memberOf(owner.email))?.role).toBe("owner");
  });

  test("a disabled member is refused", async () => {
    await deployment.sql.query(
      "update users set disabled_at = now() where email = 'mei@example.com'",
    );
    comes("mei", ["ops"]);
    expect(await refusalOf()).toBe("sso_disabled");
    await deployment.sql.query(
      "update users set disabled_at = null where email = 'mei@example.com'",
    );
  });

  test("missing claims are read from the user info", async () => {
    comes("zhao", [], { realm_access: undefined, email: undefined });
    provider.userInfo = {
      email: "zhao@example.com",
      realm_access: { roles: ["it"] },
    };
    expect((await signInBySso(origin())).signedIn).toBe(true);
    expect((await memberOf("zhao@example.com"))?.role).toBe("admin");
  });

  test("the time of the proof at the provider counts as the recent sign-in", async () => {
    const { email } = await createMember(deployment, "viewer");
    const ago = (minutes: number) =>
      Math.floor(Date.now() / 1000) - minutes * 60;
    const invite = async (auth_time: number | undefined) => {
      comes("zhou", ["boss"], { auth_time });
      const { cookie } = await signInBySso(origin());
      const answer = await sessionOf(origin(), cookie).send<{ code: string }>(
        "POST",
        "/api/v1/members/invitations",
        { email, role: "viewer" },
      );
      return answer.body.code;
    };
    expect(await invite(ago(1))).toBe("member_exists");
    expect(await invite(ago(10))).toBe("recent_sign_in_required");
    expect(await invite(undefined)).toBe("recent_sign_in_required");
  });

  test("second factors are left to the provider, whether a member has one here or not", async () => {
    const signedIn = async () =>
      sessionOf(origin(), (await signInBySso(origin())).cookie);
    comes("zhou", ["boss"], { auth_time: Math.floor(Date.now() / 1000) });
    await signedIn();
    await deployment.sql.query(
      `update users set created_at = now() - interval '8 days' where oidc_subject = 'zhou';
       update security_settings set second_factor_required_since = now() - interval '8 days'`,
    );
    const session = await signedIn();
    const page = await fetch(`${origin()}/accounts`, {
      headers: { cookie: session.cookie },
      redirect: "manual",
    });
    expect(page.status).toBe(200);
    // Without a password, too, they prove who they are (by the provider) and set one up.
    await enrolApp(session);
    expect((await (await signedIn()).get("/api/v1/accounts")).status).toBe(200);
  });

  test("a password sign-in beside it still requires the second factor", async () => {
    const member = await createMember(deployment, "operator");
    const { secret } = await enrolApp(member.session);
    comes("qian", ["ops"], { email: member.email });
    const { cookie, signedIn } = await signInBySso(origin());
    expect(signedIn).toBe(true);
    const bySso = sessionOf(origin(), cookie);
    expect((await bySso.get("/api/v1/accounts")).status).toBe(200);
    const waiting = await tryToSignIn(origin(), member.email, member.password);
    expect(
      (await sessionOf(origin(), waiting.cookie).get("/api/v1/accounts"))
        .status,
    ).toBe(401);
    const passed = await takeStep(
      origin(),
      "second-factor",
      { code: codeOf(secret, 1) },
      waiting.cookie,
    );
    expect(passed.signedIn).toBe(true);
  });
});

describe("refused sign-ins by single sign-on", () => {
  const elsewhere = async (options?: Parameters<typeof signInBySso>[1]) => {
    comes("mei", ["ops"]);
    const answer = await signInBySso(origin(), options);
    return [answer.signedIn, answer.location.includes("error=")];
  };

  test("a state, a code or a nonce of another browser is refused", async () => {
    expect(
      await elsewhere({
        onTheWay: (back) => back.searchParams.set("state", "another"),
      }),
    ).toEqual([false, true]);
    expect(
      await elsewhere({
        onTheWay: (back) => back.searchParams.set("code", "another"),
      }),
    ).toEqual([false, true]);
    provider.tamper.claims = (claims) => ({ ...claims, nonce: "another" });
    expect(await elsewhere()).toEqual([false, true]);
  });

  test("a forged, foreign or expired ID token is refused", async () => {
    provider.tamper.token = (token) => {
      const [head = "", body = ""] = token.split(".");
      return `${head}.${body}.${Buffer.alloc(256, 1).toString("base64url")}`;
    };
    expect(await elsewhere()).toEqual([false, true]);
    provider.tamper = {};
    for (const wrong of [
      { aud: "another" },
      { iss: "https://evil.example" },
      { exp: Math.floor(Date.now() / 1000) - 60 },
    ]) {
      provider.tamper.claims = (claims) => ({ ...claims, ...wrong });
      expect(await elsewhere(), JSON.stringify(wrong)).toEqual([false, true]);
    }
  });

  test("a code from another browser's sign-in is refused", async () => {
    comes("mei", ["ops"]);
    let stolen = "";
    await signInBySso(origin(), {
      onTheWay: (back) => {
        stolen = back.href;
        back.searchParams.delete("code");
      },
    });
    const answer = await fetch(stolen, { redirect: "manual" });
    expect(answer.headers.get("location")).toContain("error=");
    expect(answer.headers.getSetCookie().join()).not.toContain("session-token");
  });
});

test("the console assigns the roles without a mapping, and only members are admitted", async () => {
  await deployment.restart({ OIDC_ROLES: "" });
  const { email } = await createMember(deployment, "viewer");
  comes("chen", ["it"], { email });
  expect((await signInBySso(origin())).signedIn).toBe(true);
  expect((await memberOf(email))?.role).toBe("viewer");
  comes("nobody", ["it"]);
  expect(await refusalOf()).toBe("sso_no_role");
});
