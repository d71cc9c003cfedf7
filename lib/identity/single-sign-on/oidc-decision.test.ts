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

describe("whom single sign-on lets in", () => {
  test("a member who came this way before, whatever their address is now", () => {
    const byIdentity = { ...member, oidcSubject: "7" };
    expect(decide({ byIdentity, byEmail: member })).toBe("sign_in");
    expect(
      decide({ byIdentity: { ...byIdentity, disabledAt: new Date() } }),
    ).toBe("sso_disabled");
  });

  test("nobody whom the claims give no role, where they decide it", () => {
    const mapped = { rolesAreMapped: true };
    expect(decide(mapped)).toBe("sso_no_role");
    expect(
      decide({ ...mapped, byIdentity: { ...member, oidcSubject: "7" } }),
    ).toBe("sso_no_role");
    expect(decide({ ...mapped, role: "viewer" })).toBe("create");
  });

  test("nobody new, where the claims decide no role", () => {
    expect(decide({})).toBe("sso_no_role");
  });

  test("a member by their address, if the provider has verified it and nobody else is linked", () => {
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

  test("an owner only when they link it themselves, signed in", () => {
    const owner = { ...member, role: "owner" } as const;
    expect(decide({ byEmail: owner })).toBe("sso_owner");
    expect(decide({ byEmail: owner, signedInAs: "somebody" })).toBe(
      "sso_owner",
    );
    expect(decide({ byEmail: owner, signedInAs: "mei" })).toBe("link");
  });

  test("nobody without an address, the first time", () => {
    expect(
      decide({
        rolesAreMapped: true,
        role: "admin",
        claims: { iss: "https://a.example", sub: "7" },
      }),
    ).toBe("sso_email_missing");
  });
});
