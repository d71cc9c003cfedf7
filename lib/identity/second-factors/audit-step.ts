import { audit, type AuditEntry, auditRefusal } from "#lib/audit/index.ts";
import type { Guest } from "#lib/identity/sign-in/index.ts";
import { db } from "#lib/base/db/index.ts";

/** Who takes a step of signing in: somebody known or, where a passkey is nobody's, a visitor. */
function stepTaker(
  person: { userId: string; name: string } | null,
  guest: Guest,
): Pick<AuditEntry, "actor" | "subject"> {
  return {
    actor: {
      kind: person ? "user" : "visitor",
      id: person?.userId,
      name: person?.name ?? "unknown",
      address: guest.address,
      requestId: guest.requestId,
    },
    subject: person?.userId,
  };
}

/** Notes a step of signing in that was taken. */
export async function auditStep(
  person: { userId: string; name: string },
  guest: Guest,
  { action, by }: { action: string; by: string },
): Promise<void> {
  await audit(db(), { ...stepTaker(person, guest), action, after: { by } });
}

/** Notes a step of signing in that was refused. */
export async function auditRefusedStep(
  person: { userId: string; name: string } | null,
  guest: Guest,
  { action, reason }: { action: string; reason: string },
): Promise<void> {
  await auditRefusal({
    ...stepTaker(person, guest),
    action,
    outcome: "failed",
    after: { reason },
  });
}
