import { audit, type AuditEntry, auditRefusal } from "#lib/audit/index.ts";
import type { Guest } from "#lib/identity/sign-in/index.ts";
import { db } from "#lib/base/db/index.ts";

/** The actor of a sign-in step: the person, or a visitor when the passkey is unknown. */
function stepActor(
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

/** Audits a completed sign-in step. */
export async function auditStep(
  person: { userId: string; name: string },
  guest: Guest,
  { action, by }: { action: string; by: string },
): Promise<void> {
  await audit(db(), { ...stepActor(person, guest), action, after: { by } });
}

/** Audits a refused sign-in step. */
export async function auditRefusedStep(
  person: { userId: string; name: string } | null,
  guest: Guest,
  { action, reason }: { action: string; reason: string },
): Promise<void> {
  await auditRefusal({
    ...stepActor(person, guest),
    action,
    outcome: "failed",
    after: { reason },
  });
}
