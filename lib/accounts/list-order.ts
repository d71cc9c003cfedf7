import { type SQL, sql } from "drizzle-orm";
import { schema } from "#lib/base/db/index.ts";

const { accounts } = schema;

export interface ListOrder {
  byName: boolean;
  ascending: boolean;
  /** Order column and appid of the row before the page. */
  after: [string, string] | null;
}

/** The column that orders the list; the appid breaks ties. */
export const positionIn = ({ byName }: ListOrder) =>
  byName ? accounts.name : accounts.authorizedAt;

/** The condition for rows after the page's start. */
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
 * The next rows in order: appid, position, and whether they match. Uses accounts_by_authorized or accounts_by_name, or
 * with kind and status the two indexes with `standing` in their names.
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
