import { type Database, schema, type Transaction } from "#lib/db/index.ts";

/** Who does something, from where: a signed-in person, an API key, a visitor with a link, WeChat, or Lingpai itself. */
export interface AuditActor {
  kind: "user" | "key" | "visitor" | "wechat" | "system";
  id?: string | null;
  name: string;
  address?: string | null;
  requestId?: string | null;
}

export interface AuditEntry {
  actor: AuditActor;
  /** `<noun>.<verb in the past>`, for example `account.connected`. */
  action: string;
  subject?: string;
  outcome?: "done" | "denied" | "failed";
  /** What was and what is now; secrets masked by the caller. */
  before?: unknown;
  after?: unknown;
}

/** A signed-in person or an API key as the audit log names them. */
export function auditActor(
  actor: ({ kind: "user"; userId: string } | { kind: "key"; keyId: string }) & {
    name: string;
    address: string | null;
    requestId: string | null;
  },
): AuditActor {
  return {
    kind: actor.kind,
    id: actor.kind === "user" ? actor.userId : actor.keyId,
    name: actor.name,
    address: actor.address,
    requestId: actor.requestId,
  };
}

/** Writes one row of the audit log, in the transaction of the change it tells of (design rule 5.9). */
export async function audit(
  database: Database | Transaction,
  entry: AuditEntry,
): Promise<void> {
  await database.insert(schema.auditLog).values({
    actorKind: entry.actor.kind,
    actorId: entry.actor.id ?? null,
    actorName: entry.actor.name,
    action: entry.action,
    subject: entry.subject ?? null,
    outcome: entry.outcome ?? "done",
    address: entry.actor.address ?? null,
    requestId: entry.actor.requestId ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
  });
}
