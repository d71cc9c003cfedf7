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
  test("is the highest of those that their values give", () => {
    expect(roleOf({ roles: ["ops", "it", "none"] })).toBe("admin");
    expect(roleOf({ roles: "ops" })).toBe("operator");
  });

  test("is none when no value is mapped, or there is no such claim", () => {
    expect(roleOf({ roles: ["guest"] })).toBeNull();
    expect(roleOf({ roles: null })).toBeNull();
    expect(roleOf({})).toBeNull();
    expect(roleOf({ roles: "constructor" }, "roles")).toBeNull();
  });

  test("is found inside of objects, and under names that hold dots themselves", () => {
    expect(
      roleOf({ realm_access: { roles: ["boss"] } }, "realm_access.roles"),
    ).toBe("owner");
    expect(
      roleOf({ "https://a.example/roles": ["ops"] }, "https://a.example/roles"),
    ).toBe("operator");
    expect(roleOf({ roles: ["ops"] }, "roles.__proto__")).toBeNull();
  });
});

test("an address is compared in small letters, and counts as verified only when the provider says so", () => {
  const read = (claims: object) =>
    oidcClaims.parse({ iss: "https://a.example", sub: "1", ...claims });
  expect(read({ email: " Mei@Example.com" }).email).toBe("mei@example.com");
  expect(read({ email_verified: "true" }).email_verified).toBe(true);
  expect(read({ email_verified: "yes" }).email_verified).toBeUndefined();
  expect(read({}).email_verified).toBeUndefined();
});
