import type { OidcClaims } from "./oidc-claims.ts";
import type { Role } from "#lib/access/index.ts";

/** Why somebody whom the provider knows is not let in. */
export type OidcRefusal =
  | "sso_disabled"
  | "sso_email_missing"
  | "sso_email_unverified"
  | "sso_no_role"
  | "sso_other_identity"
  | "sso_owner";

/** What is known here of a member whom the claims may mean. */
export interface KnownMember {
  id: string;
  role: Role;
  oidcSubject: string | null;
  disabledAt: Date | null;
}

type Decision<Known> =
  | { kind: "refuse"; reason: OidcRefusal }
  | { kind: "sign_in" | "link"; member: Known }
  | { kind: "create"; email: string; role: Role };

const refuse = (reason: OidcRefusal) => ({ kind: "refuse", reason }) as const;

/**
 * Whom the provider's word lets in. A member is known by issuer and subject; by the address only the first time, and an
 * owner not even then, but by linking while signed in.
 * @param facts.role of the claims; null when they give none
 * @param facts.rolesAreMapped whether the claims decide the role at all
 * @param facts.signedInAs the member who is signed in here already
 */
export function decideOidc<Known extends KnownMember>(facts: {
  claims: OidcClaims;
  role: Role | null;
  rolesAreMapped: boolean;
  byIdentity: Known | undefined;
  byEmail: Known | undefined;
  signedInAs: string | null;
}): Decision<Known> {
  const { claims, role, byIdentity, byEmail } = facts;
  if (facts.rolesAreMapped && role === null) return refuse("sso_no_role");
  if (byIdentity)
    return byIdentity.disabledAt
      ? refuse("sso_disabled")
      : { kind: "sign_in", member: byIdentity };
  if (claims.email === undefined) return refuse("sso_email_missing");
  if (!byEmail)
    return role === null
      ? refuse("sso_no_role")
      : { kind: "create", email: claims.email, role };
  if (claims.email_verified !== true) return refuse("sso_email_unverified");
  if (byEmail.disabledAt) return refuse("sso_disabled");
  if (byEmail.oidcSubject !== null) return refuse("sso_other_identity");
  if (byEmail.role === "owner" && facts.signedInAs !== byEmail.id)
    return refuse("sso_owner");
  return { kind: "link", member: byEmail };
}
