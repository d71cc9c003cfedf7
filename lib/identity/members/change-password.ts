import { eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { requireRecentSignIn, type UserActor } from "#lib/access/index.ts";
import {
  confirmInput,
  confirmPassword,
  hashPassword,
  newPassword,
} from "#lib/identity/sign-in/index.ts";
import { endSessionsOf } from "#lib/identity/sessions/index.ts";
import { revokeLinks } from "./single-use-link.ts";
import { db, schema } from "#lib/base/db/index.ts";

const { singleUseLinks, users } = schema;

/** What `PUT /account/password` takes. */
export const passwordChange = z.strictObject({
  /** Optional only for a person who has no password yet. */
  currentPassword: confirmInput.shape.password.optional(),
  newPassword,
});

/** The ways in which the current user can sign in. */
export async function signInMethods(
  actor: UserActor,
): Promise<{ password: boolean; singleSignOn: boolean }> {
  const [user] = await db()
    .select({
      password: isNotNull(users.passwordHash).mapWith(Boolean),
      singleSignOn: isNotNull(users.oidcSubject).mapWith(Boolean),
    })
    .from(users)
    .where(eq(users.id, actor.userId));
  return user ?? { password: false, singleSignOn: false };
}

/**
 * Changes the current user's password and ends their other sessions.
 * @throws {IdentityError} `too_many_attempts`, `password_wrong`
 * @throws {AccessError} `recent_sign_in_required` when the user has no password yet
 */
export async function changePassword(
  actor: UserActor,
  change: z.infer<typeof passwordChange>,
): Promise<void> {
  if ((await signInMethods(actor)).password)
    await confirmPassword(actor, { password: change.currentPassword ?? "" });
  else await requireRecentSignIn(actor);
  const passwordHash = await hashPassword(change.newPassword);
  await db().transaction(async (tx) => {
    await tx
      .update(users)
      .set({ passwordHash })
      .where(eq(users.id, actor.userId));
    await revokeLinks(tx, "reset", eq(singleUseLinks.userId, actor.userId));
    const sessionsEnded = await endSessionsOf(tx, actor.userId, {
      except: actor.sessionId,
    });
    await audit(tx, {
      actor: auditActor(actor),
      action: "member.password_changed",
      subject: actor.userId,
      after: { sessionsEnded },
    });
  });
}
