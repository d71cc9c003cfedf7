import { sql } from "drizzle-orm";
import { db } from "#lib/db/index.ts";
import { log } from "#lib/log.ts";

const KEEP_DAYS = 30;
const AHEAD_DAYS = 7;
const DAY_MS = 86_400_000;

const day = (date: Date) => date.toISOString().slice(0, 10);

/**
 * Makes the inbox's partitions of the coming week and drops those older than 30 days. What lies outside all of them (a
 * clock that is far off) is kept in `inbox_other` for as long.
 */
export async function maintainInbox(now: Date = new Date()): Promise<void> {
  for (let offset = -1; offset <= AHEAD_DAYS; offset += 1)
    await createDay(new Date(now.getTime() + offset * DAY_MS));
  const oldest = day(new Date(now.getTime() - KEEP_DAYS * DAY_MS)).replaceAll(
    "-",
    "",
  );
  const partitions = await db().execute<{ name: string }>(
    sql`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'inbox'::regclass`,
  );
  for (const { name } of partitions.rows)
    if (/^inbox_\d{8}$/.test(name) && name.slice(6) < oldest)
      await db().execute(sql.raw(`drop table if exists ${name}`));
  await db().execute(
    sql`delete from inbox_other where received_at < now() - make_interval(days => ${KEEP_DAYS})`,
  );
}

async function createDay(date: Date): Promise<void> {
  const from = day(date);
  const to = day(new Date(date.getTime() + DAY_MS));
  const name = `inbox_${from.replaceAll("-", "")}`;
  const found = await db().execute<{ present: boolean }>(
    sql`select to_regclass(${name}) is not null as present`,
  );
  if (found.rows[0]?.present) return;
  try {
    await db().execute(
      sql.raw(
        `create table if not exists ${name} partition of inbox for values from ('${from} 00:00:00+00') to ('${to} 00:00:00+00')`,
      ),
    );
  } catch (error) {
    // Another instance made it just now, or inbox_other holds rows of that day already: they are as well kept there.
    log.debug({ err: error, partition: name }, "a partition was not made");
  }
}
