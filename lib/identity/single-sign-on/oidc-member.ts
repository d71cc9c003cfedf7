import { and, eq } from "drizzle-orm";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import { schema, type Transaction } from "#lib/base/db/index.ts";
import { hasOtherOwner, revokeLinks } from "#lib/identity/members/index.ts";
import type { OidcClaims } from "./oidc-claims.ts";
import { personName } from "#lib/identity/sign-in/index.ts";
import type { Role } from "#lib/access/index.ts";

const { singleUseLinks, users } = schema;

type MemberRow = typeof users.$inferSelect;

/** The member linked to the identity of the claims. */
export async function memberByIdentity(
  tx: Transaction,
  { iss, sub }: OidcClaims,
) {
  const [row] = await tx
    .select()
    .from(users)
    .where(and(eq(users.oidcIssuer, iss), eq(users.oidcSubject, sub)));
  return row;
}

/** The member with the e-mail address of the claims. */
export async function memberByEmail(tx: Transaction, { email }: OidcClaims) {
  if (email === undefined) return undefined;
  const [row] = await tx.select().from(users).where(eq(users.email, email));
  return row;
}

/** A person's name from the claims. */
export const nameOf = ({ name, email, sub }: OidcClaims) =>
  personName.safeParse(name).data ?? email?.split("@")[0] ?? sub.slice(0, 60);

/** Creates a member who signs in by single sign-on only. */
export async function createMember(
  tx: Transaction,
  claims: OidcClaims,
  { email, role }: { email: string; role: Role },
  actor: AuditActor,
): Promise<MemberRow> {
  const [made] = await tx
    .insert(users)
    .values({
      email,
      name: nameOf(claims),
      role,
      oidcIssuer: claims.iss,
      oidcSubject: claims.sub,
    })
    .returning();
  if (!made) throw new Error("the insert returned no row");
  await revokeLinks(tx, "invitation", eq(singleUseLinks.email, email));
  await audit(tx, {
    actor,
    action: "member.created",
    subject: made.id,
    after: { email, role, by: "oidc" },
  });
  return made;
}

/** Links the identity of the claims to a member. */
export async function linkMember(
  tx: Transaction,
  member: MemberRow,
  { iss, sub }: OidcClaims,
  actor: AuditActor,
): Promise<void> {
  await tx
    .update(users)
    .set({ oidcIssuer: iss, oidcSubject: sub })
    .where(eq(users.id, member.id));
  await audit(tx, {
    actor,
    action: "member.linked",
    subject: member.id,
    after: { issuer: iss, subject: sub },
  });
}

/** Gives a member the role of the claims. The last owner keeps theirs, so that a wrong mapping can be corrected. */
export async function applyRole(
  tx: Transaction,
  member: MemberRow,
  role: Role,
): Promise<void> {
  if (role === member.role) return;
  if (member.role === "owner" && !(await hasOtherOwner(tx, member.id))) return;
  await tx.update(users).set({ role }).where(eq(users.id, member.id));
  await audit(tx, {
    actor: { kind: "system", name: "oidc" },
    action: "member.changed",
    subject: member.id,
    before: { role: member.role },
    after: { role },
  });
}
