import { type SQL, sql } from "drizzle-orm";
import { schema } from "#lib/base/db/index.ts";

const { accounts } = schema;

export interface ListOrder {
  byName: boolean;
  ascending: boolean;
  /** Position and appid of the row before the page. */
  after: [string, string] | null;
}

/** The column by which the list is ordered; the appid decides between equals. */
export const positionIn = ({ byName }: ListOrder) =>
  byName ? accounts.name : accounts.authorizedAt;

/** The condition of being behind the page's beginning. */
export function behind(order: ListOrder): SQL | undefined {
  if (!order.after) return undefined;
  const [position, appid] = order.after;
  const row = sql`(${positionIn(order)}, ${accounts.appid})`;
  const from = order.byName
    ? sql`(${position}::text, ${appid}::text)`
    : sql`(${position}::timestamptz, ${appid}::text)`;
  return order.ascending ? sql`${row} > ${from}` : sql`${row} < ${from}`;
}

export function inOrder(
  { ascending }: ListOrder,
  position: SQL,
  appid: SQL,
): SQL {
  return ascending
    ? sql`order by ${position}, ${appid}`
    : sql`order by ${position} desc, ${appid} desc`;
}

/**
 * The next rows in order: appid, position, and whether they are what is looked for. Rides accounts_by_authorized or
 * accounts_by_name; where kind and status are given, the two with `standing` in their names.
 */
export function stretch(
  where: SQL | undefined,
  order: ListOrder,
  limit: number,
  found = sql`true`,
): SQL {
  const position = sql`${positionIn(order)}`;
  return sql`
    select ${accounts.appid}, ${position} as position, ${found} as found from ${accounts}
    where ${where} ${inOrder(order, position, sql`${accounts.appid}`)} limit ${limit}`;
}
