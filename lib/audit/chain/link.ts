import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";

/** A row of the audit log, each value as the database writes it. */
export interface ChainedRow {
  /** ISO 8601 with microseconds. */
  at: string;
  id: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject: string | null;
  outcome: string;
  address: string | null;
  request_id: string | null;
  before: string | null;
  after: string | null;
}

/** A moment to the microsecond, as which a row is known. */
export const moment = (expression: string) =>
  sql.raw(
    `to_char((${expression}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  );

/** What of a row of `audit_log`, here called `l`, is chained. */
export const chainedColumns = sql`${moment("l.at")} as at, l.id::text as id, l.actor_kind, l.actor_id, l.actor_name, l.action,
  l.subject, l.outcome, l.address, l.request_id, l.before::text as before, l.after::text as after`;

/** Where a chain begins: nothing was before the first row. */
export const START = { sequence: 0, hash: Buffer.alloc(32) };

/** The hash of a row at its place: by the one before it every hash stands for all rows up to its own. */
export function link(
  key: Buffer,
  previous: Buffer,
  sequence: number,
  row: ChainedRow,
): Buffer {
  const content = [
    sequence,
    row.at,
    row.id,
    row.actor_kind,
    row.actor_id,
    row.actor_name,
    row.action,
    row.subject,
    row.outcome,
    row.address,
    row.request_id,
    row.before,
    row.after,
  ];
  return createHmac("sha256", key)
    .update("row\0")
    .update(previous)
    .update(JSON.stringify(content))
    .digest();
}

/** What proves that a checkpoint was made by who holds the chain's key. @param before ISO 8601 with microseconds */
export function checkpointSignature(
  key: Buffer,
  checkpoint: { sequence: number; hash: Buffer; before: string },
): Buffer {
  return createHmac("sha256", key)
    .update("checkpoint\0")
    .update(checkpoint.hash)
    .update(JSON.stringify([checkpoint.sequence, checkpoint.before]))
    .digest();
}

export const same = (one: Buffer, other: Buffer) =>
  one.length === other.length && timingSafeEqual(one, other);
