import { z } from "zod";
import { personEmail } from "#lib/identity/sign-in/index.ts";
import { type Role, roles } from "#lib/access/index.ts";

const text = z.string().min(1);

/** The claims of the ID token and the user info. Unknown claims are kept, because one of them may contain the role. */
export const oidcClaims = z.looseObject({
  iss: text.max(500),
  sub: text.max(255),
  email: personEmail.optional().catch(undefined),
  /** Some providers send it as a string. */
  email_verified: z
    .union([z.boolean(), z.enum(["true", "false"])])
    .transform((value) => String(value) === "true")
    .optional()
    .catch(undefined),
  name: text.optional().catch(undefined),
  /** When the person authenticated to the provider; epoch seconds. */
  auth_time: z.number().int().nonnegative().optional().catch(undefined),
});
export type OidcClaims = z.infer<typeof oidcClaims>;

/**
 * The highest role that the claims map to.
 * @param claim the name of a claim, or a path through objects (`realm_access.roles`)
 * @returns null when no value is mapped
 */
export function roleOfClaims(
  claims: Record<string, unknown>,
  claim: string,
  mapping: readonly { value: string; role: Role }[],
): Role | null {
  const value = Object.hasOwn(claims, claim)
    ? claims[claim]
    : claim.split(".").reduce<unknown>(propertyOf, claims);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const mapped = mapping
    .filter(({ value }) => values.includes(value))
    .map(({ role }) => role);
  return roles.findLast((role) => mapped.includes(role)) ?? null;
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
