import { z } from "zod";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import {
  findLink,
  type LinkState,
  requireOpenLink,
  consumeLink,
} from "./single-use-link.ts";
import {
  hashPassword,
  linkToken,
  newPassword,
  personName,
} from "#lib/identity/sign-in/index.ts";
import type { Role } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { inviteeOf } from "./invitee.ts";
import { MemberError } from "./member-error.ts";

const { users } = schema;

/** What `POST /invite` takes. The e-mail address comes from the invitation. */
export const acceptanceInput = z.strictObject({
  token: linkToken,
  name: personName,
  password: newPassword,
});

/** An invitation as the page behind its link shows it; details only while it is open. */
export type InvitationView =
  | { state: "open"; email: string; role: Role; by: string }
  | { state: Exclude<LinkState, "open"> };

/** The invitation behind a link. */
export async function invitationOf(token: string): Promise<InvitationView> {
  const link = await findLink("invitation", token);
  if (link.state !== "open") return { state: link.state };
  return {
    state: "open",
    ...inviteeOf(link.row),
    by: link.row.createdByName ?? "",
  };
}

/**
 * Creates the member that an invitation is for.
 * @returns the address to sign in with
 * @throws {IdentityError} `invitation_invalid` when it is unknown, used, revoked or expired
 * @throws {MemberError} `member_exists` when a member with this address exists by now
 */
export async function acceptInvitation(
  { token, name, password }: z.infer<typeof acceptanceInput>,
  visitor: AuditActor,
): Promise<{ email: string }> {
  await requireOpenLink("invitation", token);
  const passwordHash = await hashPassword(password);
  return db().transaction(async (tx) => {
    const link = await consumeLink(tx, "invitation", token);
    const { email, role } = inviteeOf(link);
    const [made] = await tx
      .insert(users)
      .values({ email, name, passwordHash, role })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id });
    if (!made) throw new MemberError("member_exists");
    await audit(tx, {
      actor: { ...visitor, id: made.id, name },
      action: "member.created",
      subject: made.id,
      after: { email, role, invitation: link.id },
    });
    return { email };
  });
}
