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

/** A search among the accounts that there are for somebody; `own` null: all. */
export type ListSearch = ListFilter & {
  q?: string | undefined;
  own: readonly string[] | null;
};

/** The query for one page of a component's accounts: the appids of the first `limit` of them. */
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
 * However few accounts a filter leaves, they are read in order: of each group (kind and status, nine at most) the next
 * rows, and of these the first.
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

/** They are few: all are found by their key, then put in order. `offset 0` keeps the planner from walking the order. */
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
