import { desc, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { newestCheckpoint } from "./checkpoint.ts";
import { ensureChainKey } from "./chain-key.ts";
import { chainedColumns, type ChainedRow, link, START } from "./link.ts";

const { auditSeals } = schema;
const PAGE_ROWS = 500;

/** Another instance has given the next place away: it has sealed these rows, or does so now. */
class PlaceTaken extends Error {
  override name = "PlaceTaken";
}

/**
 * Gives each row of the audit log that has none its place in the chain, the oldest first. Rows are written by many
 * transactions at once, which must not wait for one another; so the order is made here, of what is committed. Run by
 * every instance: a place is given once, as its number is the primary key.
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
        if (error instanceof PlaceTaken) return 0;
        throw error;
      });
  } while (sealed === PAGE_ROWS);
}

async function sealPage(tx: Transaction): Promise<number> {
  // The end of the chain is read before the rows: rows that another one seals in between get a place that is taken.
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
    select ${end.sequence}::bigint + place, at, id, hash
    from unnest(${column(rows, ({ at }) => at)}::timestamptz[], ${column(rows, ({ id }) => id)}::uuid[],
      ${sql.param(hashes)}::bytea[]) with ordinality as given(at, id, hash, place)
    on conflict do nothing`);
  if (rowCount !== rows.length) throw new PlaceTaken();
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
