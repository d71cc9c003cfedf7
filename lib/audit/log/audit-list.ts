import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db } from "#lib/base/db/index.ts";
import { likePattern, pageOf, readCursor } from "#lib/base/paging.ts";
import { auditAreas } from "./areas.ts";
import {
  type AuditFilter,
  type AuditQuery,
  auditQuery,
} from "./audit-query.ts";
import type { AuditRow } from "./schema.ts";

interface Row extends Record<string, unknown> {
  id: string;
  at: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject: string | null;
  subject_name: string | null;
  outcome: AuditRow["outcome"];
  address: string | null;
  request_id: string | null;
  before: unknown;
  after: unknown;
}

/** A search text is matched against at most this many accounts, people or keys. */
const MAX_NAME_MATCHES = 50;

const UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

/** The current name of the subject of row `l`, from whichever table has it. */
const subjectNamed = sql`
  select name from accounts where appid = l.subject
  union all
  select thing.name from (select case when l.subject ~ ${UUID} then l.subject::uuid end as id) as uuids
  cross join lateral (
    select name from users where users.id = uuids.id
    union all select email from single_use_links where single_use_links.id = uuids.id
    union all select name from api_keys where api_keys.id = uuids.id
    union all select display_name from user_properties where user_properties.id = uuids.id
    union all select nullif(description, '') from webhook_endpoints where webhook_endpoints.id = uuids.id
  ) as thing
  limit 1`;

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * The audit log, newest first. Each filter scans an index that has the rows in order (`audit_log_by_subject`,
 * `_by_actor`, `_by_noun`, `_by_request`, `_refused`, or the primary key). Where a search needs several scans, each
 * returns at most one page of rows, and the results are merged.
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function auditList(
  actor: Actor,
  input: AuditQuery,
): Promise<{ items: AuditRow[]; nextCursor: string | null }> {
  authorize(actor, "audit.read");
  const query = auditQuery.parse(input);
  const filters = filtersOf(query);
  const scans = scansOf(query).map(
    ({ values, column }) => sql`
      (select found.at, found.id from (${values}) as scanned(value)
      cross join lateral (
        select at, id from audit_log where ${column} = scanned.value and ${filters}
        order by at desc, id desc limit ${query.limit + 1}
      ) as found)`,
  );
  const page =
    scans.length > 0
      ? sql.join(scans, sql` union `)
      : sql`select at, id from audit_log where ${filters}`;
  const { rows } = await db().execute<Row>(sql`
    select l.id, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, l.actor_kind, l.actor_id,
      l.actor_name, l.action, l.subject, l.outcome, l.address, l.request_id, l.before, l.after, named.name as subject_name
    from (select at, id from (${page}) as found order by at desc, id desc limit ${query.limit + 1}) as page
    join audit_log l on l.at = page.at and l.id = page.id
    left join lateral (${subjectNamed}) as named on true
    order by l.at desc, l.id desc`);
  const { items, nextCursor } = pageOf(rows, query.limit, ({ at, id }) => [
    at,
    id,
  ]);
  return { items: items.map(entryOf), nextCursor };
}

function entryOf(row: Row): AuditRow {
  const { id, at, action, subject, outcome, address, before, after } = row;
  return {
    id,
    at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action,
    subject:
      subject === null
        ? null
        : {
            id: subject,
            name: row.subject_name,
          },
    outcome,
    address,
    requestId: row.request_id,
    before,
    after,
  };
}

/** The conditions that every row must meet, whichever scan finds it. */
function filtersOf(query: z.output<typeof auditQuery>): SQL {
  const { actor, subject, outcome, from, to, cursor } = query;
  const conditions = [sql`true`];
  if (actor) conditions.push(sql`actor_id = ${actor}`);
  if (subject) conditions.push(sql`subject = ${subject}`);
  if (outcome) conditions.push(sql`outcome = ${outcome}`);
  if (query.area && query.q)
    conditions.push(
      sql`split_part(action, '.', 1) = any(${nounsOf(query.area)})`,
    );
  if (from) conditions.push(sql`at >= ${from}::timestamptz`);
  if (to) conditions.push(sql`at < ${to}::timestamptz`);
  if (cursor) {
    const [at, id] = readCursor(cursor, cursorShape);
    // The first condition is implied by the second; it lets the planner skip partitions.
    conditions.push(
      sql`at <= ${at}::timestamptz and (at, id) < (${at}::timestamptz, ${id}::uuid)`,
    );
  }
  return sql.join(conditions, sql` and `);
}

interface IndexScan {
  /** A query that returns the values to look up. */
  values: SQL;
  /** The indexed expression that has the value. */
  column: SQL;
}

/** The index scans that find a query's rows; empty when the log is read in its own order. */
function scansOf({ q, area }: AuditFilter): IndexScan[] {
  const noun = sql`split_part(action, '.', 1)`;
  if (!q)
    return area
      ? [{ values: sql`select unnest(${nounsOf(area)})`, column: noun }]
      : [];
  const like = likePattern(q);
  const keys = sql`
    (select distinct id::text from api_keys left join api_key_secrets on key_id = id
    where name ilike ${like} or prefix ilike ${like} limit ${MAX_NAME_MATCHES})`;
  return [
    {
      column: sql`subject`,
      values: sql`select ${q}::text union (select appid from accounts where name ilike ${like} limit ${MAX_NAME_MATCHES}) union ${keys}`,
    },
    {
      column: sql`actor_id`,
      values: sql`
        (select id::text from users where name ilike ${like} or email ilike ${like} limit ${MAX_NAME_MATCHES}) union ${keys}`,
    },
    { column: sql`request_id`, values: sql`select ${q}::text` },
  ];
}

const nounsOf = (area: keyof typeof auditAreas) =>
  sql`${sql.param([...auditAreas[area]])}::text[]`;
