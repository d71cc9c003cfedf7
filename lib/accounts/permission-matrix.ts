import { and, asc, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, authorize, inAllowedAccounts } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import { toCsv } from "#lib/base/csv.ts";
import {
  type AccountType,
  type PermissionSet,
  permissionSetsOf,
} from "#lib/accounts/permissions/index.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";

const { accounts } = schema;

const PAGE = 50;
const FILE_PAGE = 1_000;

/** What `GET /permission-sets/matrix` takes. */
export const matrixQuery = z.strictObject({
  type: z.enum(["official_account", "mini_program"]),
});

/** The valid parameters of a page's query; the type defaults to Official Accounts. */
export function readMatrixQuery(given: Record<string, unknown>): {
  type: AccountType;
  cursor: string | undefined;
} {
  return {
    type:
      matrixQuery.shape.type.safeParse(given["type"]).data ??
      "official_account",
    cursor: z.string().max(600).safeParse(given["cursor"]).data,
  };
}

export interface MatrixRow {
  appid: string;
  name: string;
  permissionSets: number[];
}

export type MatrixColumn = Pick<PermissionSet, "id" | "zh" | "en" | "minimum">;

/** The sets of one type as columns: the minimum first, then by number. */
function matrixColumns(type: AccountType): MatrixColumn[] {
  return permissionSetsOf(type)
    .map(({ id, zh, en, minimum }) => ({ id, zh, en, minimum }))
    .sort((a, b) => Number(b.minimum) - Number(a.minimum) || a.id - b.id);
}

/**
 * One page of the matrix of authorized accounts, by name, and permission sets.
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function permissionMatrix(
  actor: Actor,
  { type, cursor }: { type: AccountType; cursor?: string },
): Promise<{
  columns: MatrixColumn[];
  rows: MatrixRow[];
  nextCursor: string | null;
}> {
  authorize(actor, "accounts.read");
  const { items, nextCursor } = await matrixPage(actor, type, cursor, PAGE);
  return { columns: matrixColumns(type), rows: items, nextCursor };
}

/** The texts of the file, in the reader's language. */
export interface MatrixWords {
  locale: string;
  account: string;
  granted: string;
  minimumMissing: string;
  notGranted: string;
}

/**
 * The whole matrix of one type as CSV, read page by page.
 * @throws {AccessError} `forbidden`
 */
export async function permissionMatrixCsv(
  actor: Actor,
  { type }: z.infer<typeof matrixQuery>,
  words: MatrixWords,
): Promise<string> {
  authorize(actor, "accounts.read");
  const columns = matrixColumns(type);
  const rows: MatrixRow[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await matrixPage(
      actor,
      type,
      cursor,
      FILE_PAGE,
    );
    rows.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor);
  const mark = ({ permissionSets }: MatrixRow, set: MatrixColumn) => {
    if (permissionSets.includes(set.id)) return words.granted;
    return set.minimum ? words.minimumMissing : words.notGranted;
  };
  return toCsv(rows, [
    { heading: words.account, value: ({ name }) => name },
    { heading: "AppID", value: ({ appid }) => appid },
    ...columns.map((set) => ({
      heading: `${set.id} ${words.locale === "en" ? set.en : set.zh}`,
      value: (row: MatrixRow) => mark(row, set),
    })),
  ]);
}

const cursorShape = z.tuple([z.string(), z.string()]);

/** Uses the index accounts_by_name. */
async function matrixPage(
  actor: Actor,
  type: AccountType,
  cursor: string | undefined,
  limit: number,
): Promise<{ items: MatrixRow[]; nextCursor: string | null }> {
  const component = await activeComponentRow();
  if (!component) return { items: [], nextCursor: null };
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  const rows = await db()
    .select({
      appid: accounts.appid,
      name: accounts.name,
      permissionSets: accounts.permissionSets,
    })
    .from(accounts)
    .where(
      and(
        eq(accounts.componentAppid, component.componentAppid),
        eq(accounts.type, type),
        ne(accounts.status, "deauthorized"),
        inAllowedAccounts(actor, accounts.appid),
        from
          ? sql`(${accounts.name}, ${accounts.appid}) > (${from[0]}::text, ${from[1]}::text)`
          : undefined,
      ),
    )
    .orderBy(asc(accounts.name), asc(accounts.appid))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.name, row.appid]);
}
