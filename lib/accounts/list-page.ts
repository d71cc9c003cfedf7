import { and, eq, type SQL, sql } from "drizzle-orm";
import { schema } from "#lib/base/db/index.ts";
import {
  behind,
  inOrder,
  type ListOrder,
  positionIn,
  stretch,
} from "./list-order.ts";
import { type ListFilter, matches, passes, searched } from "./list-search.ts";
import { accountKinds, accountStatuses, kindsOfType } from "./kinds.ts";

const { accounts } = schema;

/** A search among the accounts that the actor may see; null: all. */
export type ListSearch = ListFilter & {
  q?: string | undefined;
  own: readonly string[] | null;
};

/** The query for the first `limit` appids of a page of a component's accounts. */
export function listPage(
  componentAppid: string,
  { q, own, ...filter }: ListSearch,
  order: ListOrder,
  limit: number,
): SQL {
  const where = and(eq(accounts.componentAppid, componentAppid), behind(order));
  if (own) return allowedOnly(own, q, filter, where, order, limit);
  if (q) return searched(q, filter, where, order, limit);
  return (filter.type ?? filter.kind ?? filter.status)
    ? filtered(filter, where, order, limit)
    : stretch(where, order, limit);
}

/**
 * Reads a filtered list in order, however few accounts match: the next rows of each group (kind and status, at most nine),
 * and the first of these.
 */
function filtered(
  { type, kind, status }: ListFilter,
  where: SQL | undefined,
  order: ListOrder,
  limit: number,
): SQL {
  const groups = (type ? kindsOfType[type] : accountKinds)
    .filter((one) => kind === undefined || one === kind)
    .flatMap((one) =>
      (status ? [status] : accountStatuses).map(
        (other) => sql`(${one}, ${other})`,
      ),
    );
  if (groups.length === 0) return stretch(sql`false`, order, limit);
  const ofGroup = and(
    where,
    eq(accounts.kind, sql`kind_status.kind`),
    eq(accounts.status, sql`kind_status.status`),
  );
  return sql`
    select page.* from (values ${sql.join(groups, sql`, `)}) as kind_status (kind, status)
    cross join lateral (${stretch(ofGroup, order, limit)}) as page
    ${inOrder(order, sql`page.position`, sql`page.appid`)} limit ${limit}`;
}

/** The allowed accounts are few: finds all by key, then sorts. `offset 0` keeps the planner from scanning in list order. */
function allowedOnly(
  own: readonly string[],
  q: string | undefined,
  filter: ListFilter,
  where: SQL | undefined,
  order: ListOrder,
  limit: number,
): SQL {
  const theirs = sql`${accounts.appid} = any(${sql.param([...own])}::text[])`;
  const found = and(theirs, where, passes(filter), q ? matches(q) : undefined);
  return sql`
    select page.* from (
      select ${accounts.appid}, ${positionIn(order)} as position from ${accounts} where ${found} offset 0
    ) as page
    ${inOrder(order, sql`page.position`, sql`page.appid`)} limit ${limit}`;
}
