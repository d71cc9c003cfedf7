import { and, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { accountSearchTokens, schema } from "#lib/db/index.ts";
import { likePattern } from "#lib/http/index.ts";
import type { AccountRow } from "./account-summary.ts";
import { searchGrams } from "./search-grams.ts";

const { accounts } = schema;

/** Rows at the page's place that are looked at before it is known whether a search hits often or rarely. */
const SAMPLE = 500;
/** Rows that a search which hits often may look at; more of them cost what the index costs for one that hits rarely. */
const STRETCH = 8_000;

export interface ListFilter {
  type?: AccountRow["type"] | undefined;
  kind?: AccountRow["kind"] | undefined;
  status?: AccountRow["status"] | undefined;
}

export interface ListOrder {
  byName: boolean;
  ascending: boolean;
  /** Position and appid of the row before the page. */
  after: [string, string] | null;
}

const kindsOf = {
  official_account: ["service", "subscription"],
  mini_program: ["mini_program"],
} as const;
const kinds = [...kindsOf.official_account, ...kindsOf.mini_program];
const statuses = ["disabled", "enabled", "deauthorized"] as const;

/** The statement that gives the appids of one page of a component's accounts, of which it takes `limit`. */
export function listPage(
  componentAppid: string,
  filter: ListFilter & { q?: string | undefined },
  order: ListOrder,
  limit: number,
): SQL {
  const ofComponent = and(
    eq(accounts.componentAppid, componentAppid),
    order.after ? after(order.after, order) : undefined,
  );
  if (filter.q) return searched(filter.q, filter, ofComponent, order, limit);
  return (filter.type ?? filter.kind ?? filter.status)
    ? filtered(filter, ofComponent, order, limit)
    : stretch(ofComponent, order, limit);
}

const place = ({ byName }: ListOrder) =>
  byName ? accounts.name : accounts.authorizedAt;

function after([position, appid]: [string, string], order: ListOrder): SQL {
  const row = sql`(${place(order)}, ${accounts.appid})`;
  const from = order.byName
    ? sql`(${position}::text, ${appid}::text)`
    : sql`(${position}::timestamptz, ${appid}::text)`;
  return order.ascending ? sql`${row} > ${from}` : sql`${row} < ${from}`;
}

function inOrder({ ascending }: ListOrder, position: SQL, appid: SQL): SQL {
  return ascending
    ? sql`order by ${position}, ${appid}`
    : sql`order by ${position} desc, ${appid} desc`;
}

/** The next rows in order. Rides accounts_by_authorized or accounts_by_name, with a standing their longer brothers. */
function stretch(
  where: SQL | undefined,
  order: ListOrder,
  limit: number,
  found = sql`true`,
): SQL {
  return sql`
    select ${accounts.appid}, ${place(order)} as place, ${found} as found from ${accounts}
    where ${where} ${inOrder(order, sql`${place(order)}`, sql`${accounts.appid}`)} limit ${limit}`;
}

/**
 * However few accounts a filter leaves, they are read in order: the next rows of each standing (kind and status, nine at
 * most) from accounts_by_standing_authorized or accounts_by_standing_name, and of these the first.
 */
function filtered(
  { type, kind, status }: ListFilter,
  where: SQL | undefined,
  order: ListOrder,
  limit: number,
): SQL {
  const chosen = (type ? kindsOf[type] : kinds).filter(
    (one) => kind === undefined || one === kind,
  );
  const ofStanding = and(
    where,
    eq(accounts.kind, sql`standing.kind`),
    eq(accounts.status, sql`standing.status`),
  );
  const standings = chosen.flatMap((one) =>
    (status ? [status] : statuses).map((other) => sql`(${one}, ${other})`),
  );
  if (standings.length === 0) return stretch(sql`false`, order, limit);
  return sql`
    select page.* from (values ${sql.join(standings, sql`, `)}) as standing (kind, status)
    cross join lateral (${stretch(ofStanding, order, limit)}) as page
    ${inOrder(order, sql`page.place`, sql`page.appid`)} limit ${limit}`;
}

/**
 * A search that hits often finds its page among the next rows in order; one that hits rarely finds all its hits by
 * accounts_by_search_token, and these are put in order. Which of the two it is a sample of the next rows tells, and what
 * the first way does not complete the second does. Left to itself the planner takes the first way for searches that hit
 * nothing, and reads the whole table: hence MATERIALIZED.
 */
function searched(
  q: string,
  { type, kind, status }: ListFilter,
  where: SQL | undefined,
  order: ListOrder,
  limit: number,
): SQL {
  const words = [type, kind, status].filter((word) => word !== undefined);
  const found = sql`(${and(
    matches(q),
    type && eq(accounts.type, type),
    kind && eq(accounts.kind, kind),
    status && eq(accounts.status, status),
  )})`;
  const token = accountSearchTokens(accounts);
  const hits = or(
    sql`${token} @> array[${sql.join([...searchGrams(q).map((gram) => sql`lower(${gram}::text)`), ...words.map((word) => sql`${word}::text`)], sql`, `)}]`,
    sql`${token} @> array[${sql.join(
      [q, ...words].map((word) => sql`${word}::text`),
      sql`, `,
    )}]`,
  );
  return sql`
    with likely as materialized (
      select from (${stretch(where, order, SAMPLE, found)}) as sample where found limit 1
    ), near as materialized (
      select appid, place from (${stretch(where, order, STRETCH, found)}) as stretch
      where found and exists (select from likely) limit ${limit}
    ), incomplete as materialized (
      select where (select count(*) < ${limit} from near) and (
        not exists (select from likely) or exists (${stretch(where, order, 1)} offset ${STRETCH}))
    ), rest as materialized (
      select ${accounts.appid}, ${place(order)} as place from incomplete cross join ${accounts}
      where ${where} and ${hits} and ${found}
    )
    select * from (
      select * from near where not exists (select from incomplete) union all select * from rest
    ) as page
    ${inOrder(order, sql`page.place`, sql`page.appid`)} limit ${limit}`;
}

function matches(q: string): SQL | undefined {
  const pattern = likePattern(q);
  return or(
    ilike(accounts.name, pattern),
    ilike(accounts.principal, pattern),
    eq(accounts.appid, q),
    eq(accounts.userName, q),
  );
}
