import { db } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { audit, type AuditActor, type AuditEntry } from "./audit.ts";
import { RefusalBudget } from "./refusal-budget.ts";
import { processSingleton } from "#lib/base/process-singleton.ts";
import { isRefusalAudited } from "./refused-requests.ts";

const budget = processSingleton(
  "refusal budget",
  () => new RefusalBudget(auditLeftOut),
);

/**
 * Audits that something was refused or failed, unless the refusing function has already done so or the requester has
 * used up this minute's budget. Never throws, so that a refusal is answered even when it cannot be audited.
 * @param oneOfMany the request asked for several things and this is one of them: audit it in any case
 */
export async function auditRefusal(
  entry: AuditEntry & { outcome: "denied" | "failed" },
  oneOfMany = false,
): Promise<void> {
  const { requestId } = entry.actor;
  if (!oneOfMany && isRefusalAudited(requestId)) return;
  if (!budget.take(nameOf(entry.actor))) return;
  await audit(db(), entry).catch((error: unknown) =>
    log.error({ err: error, requestId }, "could not audit a refusal"),
  );
}

/** Whose budget a refusal counts against: a visitor has only an address. */
const nameOf = ({ id, address }: AuditActor) => id ?? address ?? "";

function auditLeftOut(who: string, leftOut: number): void {
  audit(db(), {
    actor: { kind: "system", name: "refusals" },
    action: "request.left_out",
    subject: who || undefined,
    outcome: "denied",
    after: { count: leftOut },
  }).catch((error: unknown) =>
    log.error(
      { err: error, who, leftOut },
      "could not audit the refusals left out",
    ),
  );
}
