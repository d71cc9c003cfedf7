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

/** What `POST /invite` takes. The address is the invitation's. */
export const acceptanceInput = z.strictObject({
  token: linkToken,
  name: personName,
  password: newPassword,
});

/** How an invitation stands to whoever holds its link; who is to become what, while it is open. */
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
 * Makes whoever holds an invitation a member.
 * @returns the address to sign in with
 * @throws {IdentityError} `invitation_invalid` when it is unknown, used, taken back or over
 * @throws {MemberError} `member_exists` when the address has become a member's otherwise
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
