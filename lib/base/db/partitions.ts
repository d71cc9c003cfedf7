import { sql } from "drizzle-orm";
import { db } from "./client.ts";

const DAY_MS = 86_400_000;

/** Tables that the migrations partition by a time column. */
type Partitioned = "inbox" | "audit_log" | "receipts";

/**
 * Creates the upcoming partitions of a table. Rows outside all partitions are in the table's `_other` partition; a day
 * that has rows there stays there. The application's role uses functions of the migrations for this (decision 034).
 * @param input.ahead how many partitions to create ahead
 * @returns names of partitions that could not be created, for example because another instance just did
 */
export async function makePartitions(
  input: { table: Partitioned; unit: "day" | "month"; ahead: number },
  now: Date = new Date(),
): Promise<string[]> {
  const { table, unit, ahead } = input;
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
  const failed: string[] = [];
  for (const { name } of rows) {
    const [from, to] = wanted.get(name) ?? [];
    await db()
      .execute(sql`select make_partition(${table}, ${from}::date, ${to}::date)`)
      .catch(() => failed.push(name));
  }
  return failed;
}

function boundary(now: Date, unit: "day" | "month", step: number): string {
  const date =
    unit === "day"
      ? new Date(now.getTime() + step * DAY_MS)
      : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + step, 1));
  return date.toISOString().slice(0, 10);
}

/** Drops the partitions that are entirely older, and deletes other rows as old, a few thousand at a time. */
export async function dropOldPartitions(
  table: Partitioned,
  before: Date,
): Promise<void> {
  for (;;) {
    const { rows } = await db().execute<{ more: boolean }>(
      sql`select drop_old_partitions(${table}, ${before.toISOString()}::timestamptz) as more`,
    );
    if (!rows[0]?.more) return;
  }
}

/** The time so many days ago. The machine's clock is good enough, as the rows are days old. */
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
