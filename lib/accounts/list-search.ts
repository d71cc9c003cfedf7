import { and, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { accountSearchTokens, schema } from "#lib/base/db/index.ts";
import { likePattern } from "#lib/base/paging.ts";
import type { AccountRow } from "./account-row.ts";
import { inOrder, type ListOrder, positionIn, stretch } from "./list-order.ts";
import { searchGrams } from "./search-grams.ts";

const { accounts } = schema;

export interface ListFilter {
  type?: AccountRow["type"] | undefined;
  kind?: AccountRow["kind"] | undefined;
  status?: AccountRow["status"] | undefined;
}

/** Size of the sample from the page's start, and the matches in it from which on a search counts as frequent. */
const SAMPLE = 500;
const OFTEN = 3;
/** The most rows that a frequent search scans; beyond that, the index is as fast. */
const STRETCH = 8_000;

/**
 * A sample of the next rows decides: a frequent search scans in list order, a rare one, or a scan that stays incomplete,
 * sorts all matches of accounts_by_search_token. MATERIALIZED keeps the planner from scanning the whole table in order;
 * the index branch starts from `incomplete`, so that it starts no worker while that is empty.
 */
export function searched(
  q: string,
  filter: ListFilter,
  where: SQL | undefined,
  order: ListOrder,
  limit: number,
): SQL {
  const found = sql`(${and(matches(q), passes(filter))})`;
  return sql`
    with likely as materialized (
      select from (${stretch(where, order, SAMPLE, found)}) as sample where found limit 1 offset ${OFTEN - 1}
    ), near as materialized (
      select appid, position from (${stretch(where, order, STRETCH, found)}) as stretch
      where found and exists (select from likely) limit ${limit}
    ), incomplete as materialized (
      select where (select count(*) < ${limit} from near) and (
        not exists (select from likely) or exists (${stretch(where, order, 1)} offset ${STRETCH}))
    ), rest as materialized (
      select ${accounts.appid}, ${positionIn(order)} as position from incomplete cross join ${accounts}
      where ${where} and ${indexed(q, filter)} and ${found}
    )
    select * from (
      select * from near where not exists (select from incomplete) union all select * from rest
    ) as page
    ${inOrder(order, sql`page.position`, sql`page.appid`)} limit ${limit}`;
}

/** The columns that a search text is compared with. */
export function matches(q: string): SQL | undefined {
  const pattern = likePattern(q);
  return or(
    ilike(accounts.name, pattern),
    ilike(accounts.principal, pattern),
    eq(accounts.appid, q),
    eq(accounts.userName, q),
  );
}

export const passes = ({ type, kind, status }: ListFilter) =>
  and(
    type && eq(accounts.type, type),
    kind && eq(accounts.kind, kind),
    status && eq(accounts.status, status),
  );

/** The index condition: all tokens of the text must occur. A superset of the matches. */
function indexed(q: string, { type, kind, status }: ListFilter): SQL {
  const words = [type, kind, status].filter((word) => word !== undefined);
  const has = (tokens: SQL[]) =>
    sql`${accountSearchTokens(accounts)} @> array[${sql.join(tokens, sql`, `)}]`;
  const text = (word: string) => sql`${word}::text`;
  const grams = searchGrams(q).map((gram) => sql`lower(${gram}::text)`);
  return sql`(${or(has([...grams, ...words.map(text)]), has([q, ...words].map(text)))})`;
}
