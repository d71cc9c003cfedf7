import type { QueryConfig } from "pg";
import { deletionMark, lockAccountsStatement } from "#lib/accounts/index.ts";
import { runBatch } from "#lib/base/db/index.ts";
import type { InboxRecord } from "./inbox-record.ts";

/**
 * What became of a callback: stored, now or before; `foreign` when it names another account than the address it came to
 * (protocol 8.1); `deleted` when its account was deleted: no row of that account may be created again.
 */
export type Verdict = "stored" | "foreign" | "deleted";

/** The events that connect a deleted account again. */
const CONNECTING = ["authorized", "updateauthorized"];
/**
 * Events of which two within a second look the same: a second one may be a copy, or the same action done again. It is
 * processed again, which changes nothing if it was a copy (lib/authorization/event-version.ts).
 */
const REPEATABLE = [...CONNECTING, "unauthorized"];

/**
 * Stores callbacks, each once, in one statement and one commit. They are written in the order of their keys, so that two
 * instances with the same callbacks lock rows in the same order; `received_at` keeps the order given.
 * @returns the verdicts by key
 * @throws database errors: none of the callbacks counts as stored
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
  // A statement of its own: the snapshot of the insert must be younger than the locks.
  const locks = appids.length > 0 ? [lockAccountsStatement(appids)] : [];
  const { rows } = await runBatch([...locks, insertOf(given)]);
  for (const { key, verdict } of rows as { key: string; verdict: Verdict }[])
    verdicts.set(key, verdict);
  return verdicts;
}

function insertOf(given: readonly InboxRecord[]): QueryConfig {
  const column = <Value>(read: (record: InboxRecord) => Value) =>
    given.map(read);
  const marks = new Map<string | null, string | null>([[null, null]]);
  for (const { appid } of given)
    if (appid !== null && !marks.has(appid))
      marks.set(appid, deletionMark(appid));
  return {
    // Named, it is parsed and planned once for each connection: half of what a group costs the database.
    name: "store_callbacks",
    text: INSERT,
    values: [
      column(({ key }) => key),
      column(({ createTime }) => createTime),
      column(({ componentAppid }) => componentAppid),
      column(({ appid }) => appid),
      column(({ channel }) => channel),
      column(({ name }) => name),
      column(({ bodySealed }) => bodySealed),
      column(({ settled }) => (settled ? "done" : "pending")),
      column(({ userName }) => userName),
      column(({ appid }) => marks.get(appid)),
      column(({ receivedMs }) => receivedMs),
      CONNECTING,
      REPEATABLE,
    ],
  };
}

const INSERT = `
  with given as (
    select * from unnest(
      $1::text[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
      $10::text[], $11::float8[]
    ) with ordinality as given(key, create_time, component_appid, appid, channel, name, body_sealed, state, user_name,
      deletion_mark, received_ms, ordinal)
  ),
  assessed as (
    select given.*, case
      when exists (
        select 1 from accounts
        where accounts.appid = given.appid and accounts.user_name <> '' and accounts.user_name <> given.user_name
      ) then 'foreign'
      when exists (
        select 1 from deleted_accounts
        where deleted_accounts.appid_hash = given.deletion_mark
          and not (given.name = any($12::text[]) and given.create_time >= deleted_accounts.time)
      ) then 'deleted'
      else 'stored' end as verdict
    from given
  ),
  stored as (
    insert into inbox (key, event_time, component_appid, appid, channel, name, body_sealed, state, received_at)
    select key, to_timestamp(create_time), component_appid, appid, channel, name, body_sealed, state,
      least(clock_timestamp(), to_timestamp(received_ms / 1000)) + ordinal * interval '1 microsecond'
    from assessed where verdict = 'stored' order by key
    on conflict (key, event_time) do update set state = 'pending', attempts = 0, lease_until = null
      where inbox.state = 'done' and inbox.name = any($13::text[])
    returning state
  ),
  notified as (
    select pg_notify('lingpai_inbox', '') where exists (select 1 from stored where state = 'pending')
  )
  select key, verdict from assessed left join notified on true where verdict <> 'stored'`;
