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

/** The signed-in person has just proved again to be themselves. */
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
 * The signed-in person proves again to be themselves, by password. Throttled like the sign-in, but by itself: guesses of
 * those who are not signed in are no hindrance.
 * @throws {IdentityError} `too_many_attempts`, `password_wrong`, `password_missing` of who signs in by single sign-on only
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
