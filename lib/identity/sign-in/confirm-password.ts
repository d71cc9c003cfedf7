import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import type { UserActor } from "#lib/access/index.ts";
import { IdentityError } from "#lib/identity/index.ts";
import { PASSWORD_MAX, verifyPassword } from "./password.ts";
import { requireAttempt, passwordLimits, returnAttempt } from "./throttle.ts";

const { sessions, users } = schema;

/** What `POST /session/confirm` takes. */
export const confirmInput = z.strictObject({
  password: z.string().min(1, { error: "required" }).max(PASSWORD_MAX),
});

/** Audits that a signed-in person has confirmed their identity or failed to; success counts as a recent sign-in. */
export async function recordProof(
  actor: UserActor,
  outcome: "done" | "failed",
  by: "password" | "passkey",
): Promise<void> {
  await audit(db(), {
    actor: auditActor(actor),
    action: "session.confirmed",
    subject: actor.userId,
    outcome,
    after: { by },
  });
  if (outcome === "done")
    await db()
      .update(sessions)
      .set({ authenticatedAt: sql`clock_timestamp()` })
      .where(eq(sessions.idHash, actor.sessionId));
}

/**
 * Confirms the identity of a signed-in person by password. Throttled like the sign-in but counted separately, so that
 * guesses from outside do not block it.
 * @throws {IdentityError} `too_many_attempts`, `password_wrong`, `password_missing` (the person uses single sign-on only)
 */
export async function confirmPassword(
  actor: UserActor,
  { password }: z.infer<typeof confirmInput>,
): Promise<void> {
  const limits = passwordLimits.ofPerson(actor.userId);
  await requireAttempt(limits);
  const [user] = await db()
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!user?.passwordHash) throw new IdentityError("password_missing");
  const right = (await verifyPassword(password, user.passwordHash)) !== "wrong";
  await recordProof(actor, right ? "done" : "failed", "password");
  if (!right) throw new IdentityError("password_wrong");
  await returnAttempt(limits);
}
