import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#lib/base/db/index.ts";
import { markRefusalAudited } from "./refused-requests.ts";
import type { AuditOutcome } from "./kinds.ts";

/** Who did something and from where: a signed-in person, an API key, a visitor with a link, WeChat, or Lingpai itself. */
export interface AuditActor {
  kind: "user" | "key" | "visitor" | "wechat" | "system";
  id?: string | null;
  name: string;
  address?: string | null;
  requestId?: string | null;
}

export interface AuditEntry {
  actor: AuditActor;
  /** `<noun>.<verb in the past>`, for example `account.connected`; `actions` of lib/audit-log has them all. */
  action: string;
  subject?: string;
  outcome?: AuditOutcome;
  /** The values before and after the change; the caller masks secrets. */
  before?: unknown;
  after?: unknown;
}

/**
 * A signed-in person or an API key as named in the audit log. A key's name includes the first characters of the secret
 * that was used, because a key has two valid secrets after a rotation.
 */
export function auditActor(
  actor: (
    | { kind: "user"; userId: string }
    | { kind: "key"; keyId: string; prefix: string }
  ) & {
    name: string;
    address: string | null;
    requestId: string | null;
  },
): AuditActor {
  const { kind, name, address, requestId } = actor;
  return actor.kind === "user"
    ? { kind, id: actor.userId, name, address, requestId }
    : {
        kind,
        id: actor.keyId,
        name: `${name} (${actor.prefix})`,
        address,
        requestId,
      };
}

/** A person who is not signed in, as named in the audit log. */
export const visitorActor = (
  from: Pick<AuditActor, "address" | "requestId">,
): AuditActor => ({ kind: "visitor", name: "visitor", ...from });

/**
 * Writes one row of the audit log, in the transaction of the change it tells of. It gets its place in
 * the chain a moment later (`lib/audit/chain`), so that concurrent changes do not wait for each other.
 */
export async function audit(
  database: Database | Transaction,
  { actor, ...entry }: AuditEntry,
): Promise<void> {
  const outcome = entry.outcome ?? "done";
  await database.execute(sql`
    with written as (
      insert into audit_log (actor_kind, actor_id, actor_name, action, subject, outcome, address, request_id, before, after)
      values (${actor.kind}, ${actor.id ?? null}, ${actor.name}, ${entry.action}, ${entry.subject ?? null}, ${outcome},
        ${actor.address ?? null}, ${actor.requestId ?? null}, ${json(entry.before)}::jsonb, ${json(entry.after)}::jsonb)
      returning at, id
    )
    insert into audit_unsealed (at, id) select at, id from written`);
  if (outcome !== "done") markRefusalAudited(actor.requestId);
}

const json = (value: unknown) =>
  value === undefined || value === null ? null : JSON.stringify(value);
