import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import { IdentityError } from "#lib/identity/index.ts";
import { endSessionsOf } from "#lib/identity/sessions/index.ts";
import {
  findLink,
  type LinkState,
  requireOpenLink,
  consumeLink,
} from "./single-use-link.ts";
import {
  clearAttempts,
  hashPassword,
  linkToken,
  newPassword,
  passwordLimits,
} from "#lib/identity/sign-in/index.ts";
import { db, schema } from "#lib/base/db/index.ts";

const { users } = schema;

/** What `POST /reset` takes. */
export const resetInput = z.strictObject({
  token: linkToken,
  password: newPassword,
});

/** The state of a reset link. */
export async function resetLinkState(token: string): Promise<LinkState> {
  return (await findLink("reset", token)).state;
}

/**
 * Sets the password that a member chose with a reset link, and ends all their sessions: one of them may be stolen.
 * @returns the address to sign in with
 * @throws {IdentityError} `reset_link_invalid` when the link is unknown, used, revoked or expired, or the
 * member is disabled
 */
export async function resetPassword(
  { token, password }: z.infer<typeof resetInput>,
  visitor: AuditActor,
): Promise<{ email: string }> {
  await requireOpenLink("reset", token);
  const passwordHash = await hashPassword(password);
  const member = await db().transaction(async (tx) => {
    const { userId } = await consumeLink(tx, "reset", token);
    if (userId === null) throw new Error("a reset link has no user");
    const [changed] = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, userId), isNull(users.disabledAt)))
      .returning();
    if (!changed) throw new IdentityError("reset_link_invalid");
    const sessionsEnded = await endSessionsOf(tx, changed.id);
    await audit(tx, {
      actor: { ...visitor, id: changed.id, name: changed.name },
      action: "member.password_reset",
      subject: changed.id,
      after: { sessionsEnded },
    });
    return changed;
  });
  // Attempts on the account were at the old password. Attempts from the address stay counted: it may be an attacker's.
  await clearAttempts(passwordLimits.ofAccount(member.email));
  return { email: member.email };
}
