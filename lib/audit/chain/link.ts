import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";

/** A row of the audit log, each value as formatted by the database. */
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

/** Formats a time to the microsecond: the precision that identifies a row. */
export const moment = (expression: string) =>
  sql.raw(
    `to_char((${expression}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  );

/** The columns of `audit_log` (alias `l`) that the chain covers. */
export const chainedColumns = sql`${moment("l.at")} as at, l.id::text as id, l.actor_kind, l.actor_id, l.actor_name, l.action,
  l.subject, l.outcome, l.address, l.request_id, l.before::text as before, l.after::text as after`;

/** The start of an empty chain. */
export const START = { sequence: 0, hash: Buffer.alloc(32) };

/** The hash of a row at its position in the chain. It covers the previous hash, and so all rows before it. */
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

/** Signs a checkpoint with the chain's key. @param checkpoint.before ISO 8601 with microseconds */
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
