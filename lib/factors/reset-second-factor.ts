import { and, eq, isNull, sql } from "drizzle-orm";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import { db, schema } from "#lib/db/index.ts";
import { lockFactors } from "./requirement.ts";

const { passkeys, recoveryCodes, sessions, totpFactors, users } = schema;

/**
 * Takes all second factors of somebody away who has lost them, and ends their sessions; the password stays.
 * @param actor who is on call; whoever may do it otherwise is for the caller to ask
 * @returns false when nobody has this address
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
    await lockFactors(tx, person.id);
    for (const table of [totpFactors, passkeys, recoveryCodes])
      await tx.delete(table).where(eq(table.userId, person.id));
    await tx
      .update(sessions)
      .set({ endedAt: sql`clock_timestamp()` })
      .where(and(eq(sessions.userId, person.id), isNull(sessions.endedAt)));
    await audit(tx, {
      actor,
      action: "second_factor.reset",
      subject: person.id,
    });
    return true;
  });
}
