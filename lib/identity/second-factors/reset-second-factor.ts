import { eq } from "drizzle-orm";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import { endSessionsOf } from "#lib/identity/sessions/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { lockFactors } from "./requirement.ts";
import { secondFactorsOf } from "./second-factors.ts";

const { passkeys, recoveryCodes, totpFactors, users } = schema;

/**
 * Removes all second factors of a person who has lost them and ends their sessions; the password stays.
 * @param actor who does it; the caller authorizes them
 */
export async function clearSecondFactors(
  tx: Transaction,
  actor: AuditActor,
  userId: string,
): Promise<void> {
  await lockFactors(tx, userId);
  const before = await secondFactorsOf(userId, tx);
  for (const table of [totpFactors, passkeys, recoveryCodes])
    await tx.delete(table).where(eq(table.userId, userId));
  const sessionsEnded = await endSessionsOf(tx, userId);
  await audit(tx, {
    actor,
    action: "second_factor.reset",
    subject: userId,
    before,
    after: { totp: false, passkey: false, sessionsEnded },
  });
}

/**
 * The same for an operator at the command line.
 * @param email the person's address
 * @returns false when no user has this address
 */
export async function resetSecondFactor(
  actor: AuditActor,
  email: string,
): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [person] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.email, email.trim().toLowerCase()));
    if (!person) return false;
    await clearSecondFactors(tx, actor, person.id);
    return true;
  });
}
