import { db } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { processSingleton } from "#lib/base/process-singleton.ts";
import { audit, type AuditActor, type AuditEntry } from "./audit.ts";
import { RefusalBudget } from "./refusal-budget.ts";
import { wasToldOf } from "./refused-requests.ts";

const budget = processSingleton(
  "refusal budget",
  () => new RefusalBudget(tellRest),
);

/**
 * Writes that something was refused or failed, unless the function that refused it has done so itself, or its caller has
 * been refused too often in this minute. Never throws: a refusal is answered whatever becomes of its row.
 * @param oneOfMany of several things that one request asked for
 */
export async function auditRefusal(
  entry: AuditEntry & { outcome: "denied" | "failed" },
  oneOfMany = false,
): Promise<void> {
  const { requestId } = entry.actor;
  if (!oneOfMany && wasToldOf(requestId)) return;
  if (!budget.take(nameOf(entry.actor))) return;
  await audit(db(), entry).catch((error: unknown) =>
    log.error({ err: error, requestId }, "a refusal could not be noted"),
  );
}

/** By whom floods are told apart: a visitor is known by the address only. */
const nameOf = ({ id, address }: AuditActor) => id ?? address ?? "";

function tellRest(who: string, leftOut: number): void {
  audit(db(), {
    actor: { kind: "system", name: "refusals" },
    action: "request.left_out",
    subject: who || undefined,
    outcome: "denied",
    after: { count: leftOut },
  }).catch((error: unknown) =>
    log.error({ err: error, who, leftOut }, "refusals could not be noted"),
  );
}
