import { describe, expect, test } from "vitest";
import { decideOidc, type KnownMember } from "./oidc-decision.ts";

const member: KnownMember = {
  id: "mei",
  role: "operator",
  oidcSubject: null,
  disabledAt: null,
};
const decide = (change: Partial<Parameters<typeof decideOidc>[0]>) => {
  const decision = decideOidc({
    claims: {
      iss: "https://a.example",
      sub: "7",
      email: "mei@example.com",
      email_verified: true,
    },
    role: null,
    rolesAreMapped: false,
    byIdentity: undefined,
    byEmail: undefined,
    signedInAs: null,
    ...change,
  });
  return decision.kind === "refuse" ? decision.reason : decision.kind;
};
const unverified = {
  iss: "https://a.example",
  sub: "7",
  email: "mei@example.com",
};

describe("the decision of single sign-on", () => {
  test("a linked member is admitted, whatever their address is now", () => {
    const byIdentity = { ...member, oidcSubject: "7" };
    expect(decide({ byIdentity, byEmail: member })).toBe("sign_in");
    expect(
      decide({ byIdentity: { ...byIdentity, disabledAt: new Date() } }),
    ).toBe("sso_disabled");
  });

  test("a person without a role is refused where the claims decide it", () => {
    const mapped = { rolesAreMapped: true };
    expect(decide(mapped)).toBe("sso_no_role");
    expect(
      decide({ ...mapped, byIdentity: { ...member, oidcSubject: "7" } }),
    ).toBe("sso_no_role");
    expect(decide({ ...mapped, role: "viewer" })).toBe("create");
  });

  test("a new person is refused where the claims decide no role", () => {
    expect(decide({})).toBe("sso_no_role");
  });

  test("a member is linked by a verified address if no other identity is linked", () => {
    expect(decide({ byEmail: member })).toBe("link");
    expect(decide({ byEmail: member, claims: unverified })).toBe(
      "sso_email_unverified",
    );
    expect(decide({ byEmail: { ...member, oidcSubject: "8" } })).toBe(
      "sso_other_identity",
    );
    expect(decide({ byEmail: { ...member, disabledAt: new Date() } })).toBe(
      "sso_disabled",
    );
  });

  test("an owner is linked only by themselves while signed in", () => {
    const owner = { ...member, role: "owner" } as const;
    expect(decide({ byEmail: owner })).toBe("sso_owner");
    expect(decide({ byEmail: owner, signedInAs: "somebody" })).toBe(
      "sso_owner",
    );
    expect(decide({ byEmail: owner, signedInAs: "mei" })).toBe("link");
  });

  test("a person without an address is refused the first time", () => {
    expect(
      decide({
        rolesAreMapped: true,
        role: "admin",
        claims: { iss: "https://a.example", sub: "7" },
      }),
    ).toBe("sso_email_missing");
  });
});
