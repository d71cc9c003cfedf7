import { audit, type AuditActor } from "#lib/audit/index.ts";
import { db, type Transaction } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import type { UserActor } from "#lib/access/index.ts";
import { endSessionsOf, createSession } from "#lib/identity/sessions/index.ts";
import { lockOwners } from "#lib/identity/members/index.ts";
import { type OidcClaims, oidcClaims, roleOfClaims } from "./oidc-claims.ts";
import { decideOidc, type OidcRefusal } from "./oidc-decision.ts";
import {
  createMember,
  applyRole,
  linkMember,
  memberByEmail,
  memberByIdentity,
  nameOf,
} from "./oidc-member.ts";
import type { Visitor } from "#lib/identity/sign-in/index.ts";

type OidcResult =
  | { outcome: "signed_in"; userId: string; sessionId: string }
  | { outcome: "refused"; reason: OidcRefusal };

/**
 * Signs a person in by single sign-on: creates or links a member the first time, and applies the role of the claims each
 * time.
 * @param given the claims of a verified ID token
 * @param signedIn the current user, if there is one: the sign-in then links an identity or confirms theirs
 */
export async function signInByOidc(
  given: unknown,
  visitor: Visitor,
  signedIn: UserActor | null,
): Promise<OidcResult> {
  const claims = oidcClaims.parse(given);
  const result = await db().transaction(async (tx) => {
    await lockOwners(tx);
    return admit(tx, claims, visitor, signedIn?.userId ?? null);
  });
  if (result.outcome === "refused") return result;
  const { userId } = result;
  const sessionId = await createSession(userId, visitor, {
    at: claims.auth_time ?? 0,
    // A second factor is the provider's responsibility.
    secondFactor: "verified",
  });
  if (signedIn?.userId === userId)
    await endSessionsOf(db(), userId, { only: signedIn.sessionId });
  return { outcome: "signed_in", userId, sessionId };
}

async function admit(
  tx: Transaction,
  claims: OidcClaims,
  visitor: Visitor,
  signedInAs: string | null,
) {
  const { OIDC_ROLE_CLAIM, OIDC_ROLES } = env();
  const role = roleOfClaims(claims, OIDC_ROLE_CLAIM, OIDC_ROLES);
  const decision = decideOidc({
    claims,
    role,
    rolesAreMapped: OIDC_ROLES.length > 0,
    byIdentity: await memberByIdentity(tx, claims),
    byEmail: await memberByEmail(tx, claims),
    signedInAs,
  });
  const actor = actorOf(claims, visitor);
  if (decision.kind === "refuse") {
    const { reason } = decision;
    await audit(tx, {
      actor,
      action: "session.signed_in",
      outcome: "denied",
      after: { by: "oidc", reason },
    });
    return { outcome: "refused", reason } as const;
  }
  const member =
    decision.kind === "create"
      ? await createMember(tx, claims, decision, actor)
      : decision.member;
  if (decision.kind === "link") await linkMember(tx, member, claims, actor);
  await applyRole(tx, member, role ?? member.role);
  await audit(tx, {
    actor: { ...actor, kind: "user", id: member.id, name: member.name },
    action: "session.signed_in",
    subject: member.id,
    after: { by: "oidc" },
  });
  return { outcome: "signed_in", userId: member.id } as const;
}

/** A person authenticated by the provider who is not a member yet. */
function actorOf(claims: OidcClaims, visitor: Visitor): AuditActor {
  const { address, requestId } = visitor;
  return { kind: "visitor", name: nameOf(claims), address, requestId };
}
