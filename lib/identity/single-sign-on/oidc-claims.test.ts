import { describe, expect, test } from "vitest";
import { oidcClaims, roleOfClaims } from "./oidc-claims.ts";

const mapping = [
  { value: "ops", role: "operator" },
  { value: "boss", role: "owner" },
  { value: "it", role: "admin" },
] as const;
const roleOf = (claims: Record<string, unknown>, claim = "roles") =>
  roleOfClaims(claims, claim, mapping);

describe("the role of a person's claims", () => {
  test("the role is the highest that the values grant", () => {
    expect(roleOf({ roles: ["ops", "it", "none"] })).toBe("admin");
    expect(roleOf({ roles: "ops" })).toBe("operator");
  });

  test("the role is none when no value is mapped or the claim is missing", () => {
    expect(roleOf({ roles: ["guest"] })).toBeNull();
    expect(roleOf({ roles: null })).toBeNull();
    expect(roleOf({})).toBeNull();
    expect(roleOf({ roles: "constructor" }, "roles")).toBeNull();
  });

  test("the claim is found inside objects and under names with dots", () => {
    expect(
      roleOf({ realm_access: { roles: ["boss"] } }, "realm_access.roles"),
    ).toBe("owner");
    expect(
      roleOf({ "https://a.example/roles": ["ops"] }, "https://a.example/roles"),
    ).toBe("operator");
    expect(roleOf({ roles: ["ops"] }, "roles.__proto__")).toBeNull();
  });
});

test("an address is compared in lower case and verified only when the provider says so", () => {
  const read = (claims: object) =>
    oidcClaims.parse({ iss: "https://a.example", sub: "1", ...claims });
  expect(read({ email: " Mei@Example.com" }).email).toBe("mei@example.com");
  expect(read({ email_verified: "true" }).email_verified).toBe(true);
  expect(read({ email_verified: "yes" }).email_verified).toBeUndefined();
  expect(read({}).email_verified).toBeUndefined();
});
