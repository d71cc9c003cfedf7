import { sql } from "drizzle-orm";
import { deletionMark, holdAccounts } from "#lib/accounts/index.ts";
import { db } from "#lib/db/index.ts";
import type { InboxRecord } from "./inbox-record.ts";

/**
 * What became of a callback: stored, now or before; `foreign` when it names another account than the address it came to
 * (protocol 8.1); `nobodys` when it is about an account that was deleted, of which no row must come back.
 */
export type Verdict = "stored" | "foreign" | "nobodys";

/** The events that a deleted account can come back by. */
const BEGINNINGS = ["authorized", "updateauthorized"];
/**
 * Events that look the same when they are told twice within a second: what comes again may be a copy or the same thing
 * done again, and is processed again, which changes nothing if it was a copy (lib/authorization/event-order.ts).
 */
const REPEATABLE = [...BEGINNINGS, "unauthorized"];

/**
 * Stores callbacks, each once, in one statement and one commit. They are written in the order of their keys, so that two
 * instances with the same ones wait for each other in the same order, and numbered in the order given.
 * @returns the verdicts by key
 * @throws database errors: none of them counts as stored
 */
export async function writeRecords(
  records: readonly InboxRecord[],
): Promise<Map<string, Verdict>> {
  const unique = new Map(records.map((record) => [record.key, record]));
  const given = [...unique.values()];
  const verdicts = new Map<string, Verdict>(
    given.map(({ key }) => [key, "stored"]),
  );
  const appids = given.flatMap(({ appid }) => (appid === null ? [] : [appid]));
  const judged = await db().transaction(async (tx) => {
    // A statement of its own: the next one's snapshot must be younger than the locks.
    if (appids.length > 0) await holdAccounts(tx, appids);
    return tx.execute<{ key: string; verdict: Verdict }>(insertOf(given));
  });
  for (const { key, verdict } of judged.rows) verdicts.set(key, verdict);
  return verdicts;
}

function insertOf(given: InboxRecord[]) {
  const column = <Value>(read: (record: InboxRecord) => Value) =>
    sql.param(given.map(read));
  return sql`
    with given as (
      select * from unnest(
        ${column(({ key }) => key)}::text[],
        ${column(({ createTime }) => createTime)}::float8[],
        ${column(({ componentAppid }) => componentAppid)}::text[],
        ${column(({ appid }) => appid)}::text[],
        ${column(({ channel }) => channel)}::text[],
        ${column(({ name }) => name)}::text[],
        ${column(({ bodySealed }) => bodySealed)}::text[],
        ${column(({ settled }) => (settled ? "done" : "pending"))}::text[],
        ${column(({ userName }) => userName)}::text[],
        ${column(({ appid }) => (appid === null ? null : deletionMark(appid)))}::text[],
        ${column(({ receivedMs }) => receivedMs)}::float8[]
      ) with ordinality as given(key, create_time, component_appid, appid, channel, name, body_sealed, state, user_name, deletion_mark, received_ms, place)
    ),
    judged as (
      select given.*, case
        when exists (
          select 1 from accounts
          where accounts.appid = given.appid and accounts.user_name <> '' and accounts.user_name <> given.user_name
        ) then 'foreign'
        when exists (
          select 1 from deleted_accounts
          where deleted_accounts.appid_hash = given.deletion_mark
            and not (given.name = any(${sql.param(BEGINNINGS)}::text[]) and given.create_time >= deleted_accounts.time)
        ) then 'nobodys'
        else 'stored' end as verdict
      from given
    ),
    stored as (
      insert into inbox (key, event_time, component_appid, appid, channel, name, body_sealed, state, received_at)
      select key, to_timestamp(create_time), component_appid, appid, channel, name, body_sealed, state,
        least(clock_timestamp(), to_timestamp(received_ms / 1000)) + place * interval '1 microsecond'
      from judged where verdict = 'stored' order by key
      on conflict (key, event_time) do update set state = 'pending', attempts = 0, lease_until = null
        where inbox.state = 'done' and inbox.name = any(${sql.param(REPEATABLE)}::text[])
      returning state
    ),
    told as (
      select pg_notify('lingpai_inbox', '') where exists (select 1 from stored where state = 'pending')
    )
    select key, verdict from judged left join told on true where verdict <> 'stored'`;
}
