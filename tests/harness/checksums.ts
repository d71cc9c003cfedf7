import type pg from "pg";
import { eventually } from "./deployment.ts";

/** A checksum of each table's rows, without the columns that `except` names for it; `*` leaves a table out. */
export async function checksums(
  sql: pg.Pool,
  except: Record<string, string[]> = {},
): Promise<Record<string, string>> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const left = except[name] ?? [];
    if (left.includes("*")) continue;
    const { rows } = await sql.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(row, '' order by row)), '') as sum
       from (select md5((to_jsonb(t) - $1::text[])::text) as row from "${name}" t) rows`,
      [left],
    );
    sums[name] = rows[0]?.sum ?? "";
  }
  return sums;
}

/** Waits until the jobs have done what they had to: nothing has changed for a second and a half. */
export async function quiet(sql: pg.Pool): Promise<void> {
  let before = "";
  await eventually(async () => {
    const now = JSON.stringify(await checksums(sql));
    const same = now === before;
    before = now;
    if (!same) await new Promise((resolve) => setTimeout(resolve, 1_500));
    return same;
  }, 60_000);
}
