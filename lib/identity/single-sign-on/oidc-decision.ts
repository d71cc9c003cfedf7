import type { OidcClaims } from "./oidc-claims.ts";
import type { Role } from "#lib/access/index.ts";

/** Why a person whom the provider has authenticated is refused. */
export type OidcRefusal =
  | "sso_disabled"
  | "sso_email_missing"
  | "sso_email_unverified"
  | "sso_no_role"
  | "sso_other_identity"
  | "sso_owner";

/** A member whom the claims may identify. */
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
 * Decides what a single sign-on does. A member is identified by issuer and subject; by e-mail address only the first time,
 * and an owner never by address alone: owners link their identity while signed in.
 * @param facts.role the role of the claims; null when they have none
 * @param facts.rolesAreMapped whether roles come from the claims
 * @param facts.signedInAs the id of the current user, if there is one
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
