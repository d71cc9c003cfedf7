import { desc, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { newestCheckpoint } from "./checkpoint.ts";
import { ensureChainKey } from "./chain-key.ts";
import { chainedColumns, type ChainedRow, link, START } from "./link.ts";

const { auditSeals } = schema;
const PAGE_ROWS = 500;

/** Another instance has used the next sequence number: it is sealing the same rows. */
class SequenceTaken extends Error {
  override name = "SequenceTaken";
}

/**
 * Adds committed rows of the audit log to the chain, oldest first. Concurrent transactions write rows without waiting for
 * each other, so the order is decided here. Every instance runs this; the sequence number is the primary key of a seal,
 * so it is assigned once.
 */
export async function sealAuditRows(): Promise<void> {
  const { rowCount } = await db().execute(
    sql`select from audit_unsealed limit 1`,
  );
  if (rowCount === 0) return;
  let sealed: number;
  do {
    sealed = await db()
      .transaction(sealPage)
      .catch((error: unknown) => {
        if (error instanceof SequenceTaken) return 0;
        throw error;
      });
  } while (sealed === PAGE_ROWS);
}

async function sealPage(tx: Transaction): Promise<number> {
  // Read the end of the chain first: if another instance seals these rows in between, the insert conflicts.
  const end = await chainEnd(tx);
  const rows = await unsealed(tx);
  if (rows.length === 0) return 0;
  const key = await ensureChainKey(tx);
  let previous = end.hash;
  const hashes = rows.map((row, index) => {
    previous = link(key, previous, end.sequence + 1 + index, row);
    return previous;
  });
  const { rowCount } = await tx.execute(sql`
    insert into audit_seals (sequence, at, id, hash)
    select ${end.sequence}::bigint + position, at, id, hash
    from unnest(${column(rows, ({ at }) => at)}::timestamptz[], ${column(rows, ({ id }) => id)}::uuid[],
      ${sql.param(hashes)}::bytea[]) with ordinality as given(at, id, hash, position)
    on conflict do nothing`);
  if (rowCount !== rows.length) throw new SequenceTaken();
  await tx.execute(sql`
    delete from audit_unsealed where (at, id) in (
      select * from unnest(${column(rows, ({ at }) => at)}::timestamptz[], ${column(rows, ({ id }) => id)}::uuid[]))`);
  return rows.length;
}

const column = (
  rows: readonly ChainedRow[],
  value: (row: ChainedRow) => string,
) => sql.param(rows.map(value));

async function chainEnd(
  tx: Transaction,
): Promise<{ sequence: number; hash: Buffer }> {
  const [last] = await tx
    .select({ sequence: auditSeals.sequence, hash: auditSeals.hash })
    .from(auditSeals)
    .orderBy(desc(auditSeals.sequence))
    .limit(1);
  return last ?? (await newestCheckpoint(tx)) ?? START;
}

async function unsealed(tx: Transaction): Promise<ChainedRow[]> {
  const { rows } = await tx.execute<ChainedRow & Record<string, unknown>>(sql`
    select ${chainedColumns}
    from audit_unsealed u join audit_log l on l.at = u.at and l.id = u.id
    order by u.at, u.id limit ${PAGE_ROWS}`);
  return rows;
}
