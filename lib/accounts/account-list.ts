import { asc, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, accountsOf, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import type { AccountRow } from "./account-row.ts";
import { accountSummary } from "./account-summary.ts";
import { listPage } from "./list-page.ts";
import {
  accountKinds,
  accountSorts,
  accountStatuses,
  accountTypes,
} from "./kinds.ts";
import type { AccountPage } from "./schema.ts";

const { accounts, userProperties } = schema;

/** What `GET /accounts` takes. */
export const accountQuery = z.strictObject({
  type: z.enum(accountTypes).optional(),
  kind: z.enum(accountKinds).optional(),
  status: z.enum(accountStatuses).optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(accountSorts).default("authorized_desc"),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AccountQuery = z.input<typeof accountQuery>;

/** The valid parameters of a page's query; others are ignored, as a URL may be typed by hand. */
export function readAccountQuery(given: Record<string, unknown>): Pick<
  AccountQuery,
  "kind" | "status" | "q" | "sort" | "cursor"
> & {
  limit: number | undefined;
} {
  const { kind, status, q, sort, cursor, limit } = accountQuery.shape;
  return {
    kind: kind.safeParse(given["kind"]).data,
    status: status.safeParse(given["status"]).data,
    q: q.safeParse(given["q"]).data || undefined,
    sort: sort.unwrap().safeParse(given["sort"]).data,
    cursor: cursor.safeParse(given["cursor"]).data,
    limit: limit.unwrap().safeParse(given["limit"]).data,
  };
}

const cursorShape = z.tuple([z.string(), z.string()]);

/**
 * One page of the accounts of the active platform, deauthorized ones included.
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function accountList(
  actor: Actor,
  query: AccountQuery,
): Promise<AccountPage> {
  authorize(actor, "accounts.read");
  const { sort, cursor, limit, ...filter } = accountQuery.parse(query);
  const component = await activeComponentRow();
  if (!component) return { items: [], nextCursor: null };
  const order = {
    byName: sort.startsWith("name"),
    ascending: sort.endsWith("asc"),
    after: cursor === undefined ? null : readCursor(cursor, cursorShape),
  };
  const own = accountsOf(actor);
  const page = listPage(
    component.componentAppid,
    { ...filter, own },
    order,
    limit + 1,
  );
  const direction = order.ascending ? asc : desc;
  const rows = await db()
    .select({ account: accounts, property: userProperties })
    .from(accounts)
    .innerJoin(sql`(${page}) as page`, sql`page.appid = ${accounts.appid}`)
    .leftJoin(userProperties, eq(userProperties.id, accounts.openidPropertyId))
    .orderBy(
      direction(order.byName ? accounts.name : accounts.authorizedAt),
      direction(accounts.appid),
    );
  const { items, nextCursor } = pageOf(rows, limit, ({ account }) => [
    positionOf(account, order.byName),
    account.appid,
  ]);
  return {
    items: items.map(({ account, property }) =>
      accountSummary(account, property),
    ),
    nextCursor,
  };
}

function positionOf(row: AccountRow, byName: boolean): string {
  return byName ? row.name : row.authorizedAt.toISOString();
}
