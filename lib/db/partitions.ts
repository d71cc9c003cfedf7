import { sql } from "drizzle-orm";
import { db } from "./client.ts";

const DAY_MS = 86_400_000;

/** A table that the migrations partitioned by a time column. */
export interface PartitionedTable {
  table: "inbox" | "audit_log" | "receipts";
  unit: "day" | "month";
  /** Partitions made ahead, in units. */
  ahead: number;
  /** Partitions older than this are dropped; null keeps all. */
  keepDays: number | null;
}

/**
 * Makes the coming partitions of a table and drops the old ones. Rows outside all of them lie in the table's `_other`
 * partition, which keeps a day that it holds rows of already.
 * @returns names of partitions that could not be made, for example since another instance made them just now
 */
export async function maintainPartitions(
  { table, unit, ahead, keepDays }: PartitionedTable,
  now: Date = new Date(),
): Promise<string[]> {
  const failed: string[] = [];
  const wanted = new Map<string, [from: string, to: string]>();
  for (let step = unit === "day" ? -1 : 0; step <= ahead; step += 1) {
    const from = boundary(now, unit, step);
    wanted.set(`${table}_${from.replaceAll("-", "")}`, [
      from,
      boundary(now, unit, step + 1),
    ]);
  }
  const { rows } = await db().execute<{ name: string }>(
    sql`select name from unnest(${sql.param([...wanted.keys()])}::text[]) as name where to_regclass(name) is null`,
  );
  for (const { name } of rows) {
    const [from, to] = wanted.get(name) ?? [];
    const statement = `create table if not exists ${name} partition of ${table} for values from ('${from} 00:00:00+00') to ('${to} 00:00:00+00')`;
    await db()
      .execute(sql.raw(statement))
      .catch(() => failed.push(name));
  }
  if (keepDays !== null)
    await dropOld(table, new Date(now.getTime() - keepDays * DAY_MS));
  return failed;
}

function boundary(
  now: Date,
  unit: PartitionedTable["unit"],
  step: number,
): string {
  const date =
    unit === "day"
      ? new Date(now.getTime() + step * DAY_MS)
      : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + step, 1));
  return date.toISOString().slice(0, 10);
}

async function dropOld(table: string, before: Date): Promise<void> {
  const oldest = `${table}_${before.toISOString().slice(0, 10).replaceAll("-", "")}`;
  const { rows } = await db().execute<{ name: string }>(
    sql`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = ${table}::regclass`,
  );
  for (const { name } of rows)
    if (/_\d{8}$/.test(name) && name < oldest)
      await db().execute(sql.raw(`drop table if exists ${name}`));
}
