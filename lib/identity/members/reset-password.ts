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

/** How a link to choose a new password stands to whoever holds it. */
export async function resetLinkState(token: string): Promise<LinkState> {
  return (await findLink("reset", token)).state;
}

/**
 * Gives a member the password that they chose by a link, and ends all their sessions: one of them may be the reason.
 * @returns the address to sign in with
 * @throws {IdentityError} `reset_link_invalid` when the link is unknown, used, taken back or over, or the member disabled
 */
export async function resetPassword(
  { token, password }: z.infer<typeof resetInput>,
  visitor: AuditActor,
): Promise<{ email: string }> {
  await requireOpenLink("reset", token);
  const passwordHash = await hashPassword(password);
  const member = await db().transaction(async (tx) => {
    const { userId } = await consumeLink(tx, "reset", token);
    if (userId === null) throw new Error("a reset link names nobody");
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
  // Guesses were at the old one. Those from the address stay counted: it may be the guesser's.
  await clearAttempts(passwordLimits.ofAccount(member.email));
  return { email: member.email };
}
