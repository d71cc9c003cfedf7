import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type Role,
  roles,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { IdentityError } from "#lib/identity/index.ts";
import { endSessionsOf } from "#lib/identity/sessions/index.ts";
import { hasOtherOwner } from "./last-owner.ts";
import { revokeLinks } from "./single-use-link.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { lockMember } from "./lock-member.ts";

const { singleUseLinks, users } = schema;

/** What `PUT /members/{id}` takes; what is left out stays. */
export const memberChange = z
  .strictObject({
    role: z.enum(roles).optional(),
    disabled: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: "required" });

interface MemberState {
  role: Role;
  disabled: boolean;
}
const isActiveOwner = ({ role, disabled }: MemberState) =>
  role === "owner" && !disabled;

/**
 * Changes a member's role, or disables or enables a member. It applies from the member's next request.
 * @throws {IdentityError} `forbidden`, `recent_sign_in_required`, `last_owner`
 * @throws {MemberError} `member_unknown`
 */
export async function changeMember(
  actor: UserActor,
  id: string,
  change: z.infer<typeof memberChange>,
): Promise<void> {
  authorize(actor, "members.manage");
  await requireRecentSignIn(actor);
  await db().transaction(async (tx) => {
    const member = await lockMember(tx, actor, id);
    const before = { role: member.role, disabled: member.disabledAt !== null };
    const after = { ...before, ...change };
    if (
      isActiveOwner(before) &&
      !isActiveOwner(after) &&
      !(await hasOtherOwner(tx, id))
    )
      throw new IdentityError("last_owner");
    await tx
      .update(users)
      .set({
        role: after.role,
        disabledAt: after.disabled
          ? (member.disabledAt ?? sql`clock_timestamp()`)
          : null,
      })
      .where(eq(users.id, id));
    if (after.disabled) await revokeAccess(tx, id);
    await audit(tx, {
      actor: auditActor(actor),
      action: "member.changed",
      subject: id,
      before,
      after,
    });
  });
}

/** A member who is enabled again must sign in by password: earlier sessions and links stay invalid. */
async function revokeAccess(tx: Transaction, id: string): Promise<void> {
  await endSessionsOf(tx, id);
  await revokeLinks(tx, "reset", eq(singleUseLinks.userId, id));
}

/**
 * Ends all sessions of a member.
 * @returns how many were active
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {MemberError} `member_unknown`
 */
export async function endMemberSessions(
  actor: UserActor,
  id: string,
): Promise<{ ended: number }> {
  authorize(actor, "members.manage");
  await requireRecentSignIn(actor);
  return db().transaction(async (tx) => {
    await lockMember(tx, actor, id);
    const ended = await endSessionsOf(tx, id);
    await audit(tx, {
      actor: auditActor(actor),
      action: "member.sessions_ended",
      subject: id,
      after: { ended },
    });
    return { ended };
  });
}
