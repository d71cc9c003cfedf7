import { asc, desc, gte, lt, sql } from "drizzle-orm";
import {
  type Database,
  db,
  dropOldPartitions,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";
import { ensureChainKey } from "./chain-key.ts";
import { checkpointSignature, moment } from "./link.ts";

const { auditCheckpoints, auditSeals } = schema;

/** The shortest retention of the audit log; the database function that drops partitions enforces it as well. */
export const LEAST_AUDIT_DAYS = 180;

export interface Checkpoint {
  sequence: number;
  hash: Buffer;
  /** ISO 8601 with microseconds. */
  before: string;
  signature: Buffer;
}

/** The start of the chain after older months were dropped; undefined when nothing has been dropped. */
export async function newestCheckpoint(
  database: Database | Transaction,
): Promise<Checkpoint | undefined> {
  const [row] = await database
    .select({
      sequence: auditCheckpoints.sequence,
      hash: auditCheckpoints.hash,
      before: sql<string>`${moment("before")}`,
      signature: auditCheckpoints.signature,
    })
    .from(auditCheckpoints)
    .orderBy(desc(auditCheckpoints.sequence))
    .limit(1);
  return row;
}

/**
 * Drops the months of the audit log that are entirely past their retention, with their part of the chain. A signed
 * checkpoint remains, from which the rest of the chain can be verified.
 * @param keepDays days; at least 180
 */
export async function dropOldAuditRows(keepDays: number): Promise<void> {
  const days = Math.max(keepDays, LEAST_AUDIT_DAYS);
  const { rows } = await db().execute<{ before: string }>(
    sql`select ${moment(`date_trunc('month', now() - make_interval(days => ${days}), 'UTC')`)} as before`,
  );
  const before = rows[0]?.before ?? "";
  const earlier = await newestCheckpoint(db());
  if (!earlier || earlier.before < before) await checkpoint(before);
  await dropOldPartitions("audit_log", new Date(before));
}

/** Records the last seal before the first row that stays. Rows written around midnight may be sealed out of order. */
async function checkpoint(before: string): Promise<void> {
  await db().transaction(async (tx) => {
    const time = sql`${before}::timestamptz`;
    const [kept] = await tx
      .select({ sequence: auditSeals.sequence })
      .from(auditSeals)
      .where(gte(auditSeals.at, time))
      .orderBy(asc(auditSeals.sequence))
      .limit(1);
    const [last] = await tx
      .select({ sequence: auditSeals.sequence, hash: auditSeals.hash })
      .from(auditSeals)
      .where(kept && lt(auditSeals.sequence, kept.sequence))
      .orderBy(desc(auditSeals.sequence))
      .limit(1);
    if (!last) return;
    const key = await ensureChainKey(tx);
    const signature = checkpointSignature(key, { ...last, before });
    // Another instance may have written the same checkpoint.
    await tx
      .insert(auditCheckpoints)
      .values({ ...last, before: time, signature })
      .onConflictDoNothing();
  });
}
