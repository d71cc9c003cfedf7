import { z } from "zod";
import { personEmail } from "#lib/identity/sign-in/index.ts";
import { type Role, roles } from "#lib/access/index.ts";

const text = z.string().min(1);

/** What an ID token and the provider's user info say of a person; further claims stay, as one of them tells the role. */
export const oidcClaims = z.looseObject({
  iss: text.max(500),
  sub: text.max(255),
  email: personEmail.optional().catch(undefined),
  /** Some providers send it as text. */
  email_verified: z
    .union([z.boolean(), z.enum(["true", "false"])])
    .transform((value) => String(value) === "true")
    .optional()
    .catch(undefined),
  name: text.optional().catch(undefined),
  /** When the person proved to be themselves to the provider, in seconds. */
  auth_time: z.number().int().nonnegative().optional().catch(undefined),
});
export type OidcClaims = z.infer<typeof oidcClaims>;

/**
 * The role that a person's claims give: of several the highest.
 * @param claim a name as it stands, or else the way to it through objects (`realm_access.roles`)
 * @returns null when none does
 */
export function roleOfClaims(
  claims: Record<string, unknown>,
  claim: string,
  mapping: readonly { value: string; role: Role }[],
): Role | null {
  const held = Object.hasOwn(claims, claim)
    ? claims[claim]
    : claim.split(".").reduce<unknown>(inside, claims);
  const values: unknown[] = Array.isArray(held) ? held : [held];
  const given = mapping
    .filter(({ value }) => values.includes(value))
    .map(({ role }) => role);
  return roles.findLast((role) => given.includes(role)) ?? null;
}

const inside = (holder: unknown, name: string): unknown =>
  typeof holder === "object" && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;
