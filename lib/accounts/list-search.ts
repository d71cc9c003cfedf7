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

/** Rows at the page's place that are looked at, and hits among them that are needed, to say that a search hits often. */
const SAMPLE = 500;
const OFTEN = 3;
/** Rows that a search which hits often may look at; what hits so rarely that more were needed the index finds as fast. */
const STRETCH = 8_000;

/**
 * A search that hits often finds its page among the next rows in order; one that hits rarely finds all its hits by
 * accounts_by_search_token, and these are put in order. Which of the two it is a sample of the next rows tells, and what
 * the first way does not complete the second does. Left to itself the planner goes the first way for what hits nothing,
 * and reads the whole table: hence MATERIALIZED. The second begins with `incomplete`, so that without a row in it no
 * worker is started.
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

/** What a search text is found in. */
export function matches(q: string): SQL | undefined {
  const pattern = likePattern(q);
  return or(
    ilike(accounts.name, pattern),
    ilike(accounts.principal, pattern),
    eq(accounts.appid, q),
    eq(accounts.userName, q),
  );
}

/** The filters that are given. */
export const passes = ({ type, kind, status }: ListFilter) =>
  and(
    type && eq(accounts.type, type),
    kind && eq(accounts.kind, kind),
    status && eq(accounts.status, status),
  );

/** What the index knows of a match: all its tokens, of which the rarest leads. It may be true of what does not match. */
function indexed(q: string, { type, kind, status }: ListFilter): SQL {
  const words = [type, kind, status].filter((word) => word !== undefined);
  const has = (tokens: SQL[]) =>
    sql`${accountSearchTokens(accounts)} @> array[${sql.join(tokens, sql`, `)}]`;
  const text = (word: string) => sql`${word}::text`;
  const grams = searchGrams(q).map((gram) => sql`lower(${gram}::text)`);
  return sql`(${or(has([...grams, ...words.map(text)]), has([q, ...words].map(text)))})`;
}
