import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

const PAGE_ROWS = 2_000;
const KIND = "callbackBodies";

/**
 * Drops the bodies of callbacks that are done and older than `keepDays`, day by day; their rows stay. Parked callbacks
 * keep theirs, as they may be processed again, until their whole day is dropped. Progress is stored, so that each day is
 * visited once.
 */
export async function dropBodies(keepDays: number): Promise<void> {
  const { rows } = await db().execute<{ from: string; to: string }>(sql`
    select coalesce(max(through), '-infinity')::text as "from",
      date_trunc('day', now() - make_interval(days => ${keepDays}), 'UTC')::text as "to"
    from retention_progress where kind = ${KIND}`);
  const { from = "", to = "" } = rows[0] ?? {};
  let last = "";
  let more = true;
  while (more) {
    const page = await dropPage(from, to, last);
    more = page.rows === PAGE_ROWS;
    last = page.last ?? last;
  }
  await db().execute(sql`
    insert into retention_progress (kind, through) values (${KIND}, ${to}::timestamptz)
    on conflict (kind) do update set through = greatest(retention_progress.through, excluded.through)`);
}

/** By the primary key: a page reads no more rows than it has. */
async function dropPage(
  from: string,
  to: string,
  last: string,
): Promise<{ rows: number; last: string | null }> {
  const { rows } = await db().execute<{
    rows: number;
    last: string | null;
  }>(sql`
    with page as (
      select key, event_time, state = 'done' and body_sealed is not null as due from inbox
      where event_time >= ${from}::timestamptz and event_time < ${to}::timestamptz and key > ${last}
      order by key limit ${PAGE_ROWS}
    ), dropped as (
      update inbox set body_sealed = null from page
      where inbox.key = page.key and inbox.event_time = page.event_time
        and inbox.event_time < ${to}::timestamptz and page.due
    )
    select count(*)::int as rows, max(key) as last from page`);
  return rows[0] ?? { rows: 0, last: null };
}
