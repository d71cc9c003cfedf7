import { and, asc, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { authorize, type UserActor } from "#lib/auth/index.ts";
import { db, schema } from "#lib/db/index.ts";
import { likePattern, pageOf, readCursor } from "#lib/http/index.ts";
import { activeComponentRow } from "#lib/platform/index.ts";
import {
  accountSummary,
  type AccountRow,
  type AccountSummary,
} from "./account-summary.ts";

const { accounts, userProperties } = schema;

const accountSorts = [
  "authorized_desc",
  "authorized_asc",
  "name_asc",
  "name_desc",
] as const;

/** What `GET /accounts` takes. */
export const accountQuery = z.strictObject({
  type: z.enum(["official_account", "mini_program"]).optional(),
  kind: z.enum(["service", "subscription", "mini_program"]).optional(),
  status: z.enum(["disabled", "enabled", "deauthorized"]).optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(accountSorts).default("authorized_desc"),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AccountQuery = z.input<typeof accountQuery>;

/** The part of an address's query that is one of ours; what is not is left out, as an address may be typed by hand. */
export function readAccountQuery(
  given: Record<string, unknown>,
): Pick<AccountQuery, "kind" | "status" | "q" | "sort" | "cursor"> {
  const { kind, status, q, sort, cursor } = accountQuery.shape;
  return {
    kind: kind.safeParse(given["kind"]).data,
    status: status.safeParse(given["status"]).data,
    q: q.safeParse(given["q"]).data || undefined,
    sort: sort.unwrap().safeParse(given["sort"]).data,
    cursor: cursor.safeParse(given["cursor"]).data,
  };
}

const cursorShape = z.tuple([z.string(), z.string()]);

/**
 * One page of the accounts of the active platform, deauthorized ones included.
 * @throws {AuthError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function accountList(
  actor: UserActor,
  query: AccountQuery,
): Promise<{ items: AccountSummary[]; nextCursor: string | null }> {
  authorize(actor, "accounts.read");
  const { type, kind, status, q, sort, cursor, limit } =
    accountQuery.parse(query);
  const component = await activeComponentRow();
  if (!component) return { items: [], nextCursor: null };
  const byName = sort.startsWith("name");
  const direction = sort.endsWith("asc") ? asc : desc;
  const column = byName ? accounts.name : accounts.authorizedAt;
  const rows = await db()
    .select({ account: accounts, property: userProperties })
    .from(accounts)
    .leftJoin(userProperties, eq(userProperties.id, accounts.openidPropertyId))
    .where(
      and(
        eq(accounts.componentAppid, component.componentAppid),
        type && eq(accounts.type, type),
        kind && eq(accounts.kind, kind),
        status && eq(accounts.status, status),
        q ? matches(q) : undefined,
        cursor === undefined
          ? undefined
          : after(
              readCursor(cursor, cursorShape),
              byName,
              sort.endsWith("asc"),
            ),
      ),
    )
    .orderBy(direction(column), direction(accounts.appid))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ account }) => [
    positionOf(account, byName),
    account.appid,
  ]);
  return {
    items: page.items.map(({ account, property }) =>
      accountSummary(account, property),
    ),
    nextCursor: page.nextCursor,
  };
}

function positionOf(row: AccountRow, byName: boolean): string {
  return byName ? row.name : row.authorizedAt.toISOString();
}

function after(
  [position, appid]: [string, string],
  byName: boolean,
  ascending: boolean,
): SQL {
  const place = byName
    ? sql`(${accounts.name}, ${accounts.appid})`
    : sql`(${accounts.authorizedAt}, ${accounts.appid})`;
  const from = byName
    ? sql`(${position}::text, ${appid}::text)`
    : sql`(${position}::timestamptz, ${appid}::text)`;
  return ascending ? sql`${place} > ${from}` : sql`${place} < ${from}`;
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
