import { sql, type SQL } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";
import type { SealedColumn } from "./sealed-columns.ts";

const PAGE_ROWS = 500;

/** A sealed value and the key of its row. */
export interface Sealed {
  key: string[];
  blob: string;
}

const name = (part: string) => sql`${sql.identifier(part)}`;
const list = (parts: SQL[]) => sql.join(parts, sql`, `);
const alias = (index: number) => name(`key_${index}`);

/**
 * All values of a column that were sealed with other keys than `skip()` returns, a page at a time by the primary key.
 * Skipped values are removed from the pages after reading, so that every statement reads the same number of rows.
 */
export async function* sealedPages(
  { table, column, key }: SealedColumn,
  skip: () => readonly string[],
): AsyncGenerator<Sealed[]> {
  const keyList = list(key.map((part) => name(part.name)));
  let last: string[] | null = null;
  for (;;) {
    const after: SQL = last
      ? sql`where (${keyList}) > (${list(last.map((value, index) => typed(sql`${value}`, key[index])))})`
      : sql``;
    const { rows } = await db().execute<Record<string, string | null>>(
      sql`select ${list(key.map((part, index) => sql`${name(part.name)}::text as ${alias(index)}`))},
        case when split_part(${name(column)}, '.', 1) <> all(${sql.param(skip())}::text[]) then ${name(column)} end as blob
        from ${name(table)} ${after} order by ${keyList} limit ${PAGE_ROWS}`,
    );
    const read = rows.map((row) => ({
      key: key.map((_, index) => row[`key_${index}`] ?? ""),
      blob: row["blob"] ?? null,
    }));
    yield read.filter((row): row is Sealed => row.blob !== null);
    if (rows.length < PAGE_ROWS) return;
    last = read.at(-1)?.key ?? null;
  }
}

const typed = (value: SQL, part: SealedColumn["key"][number] | undefined) =>
  sql`${value}::${sql.raw(part?.type ?? "text")}`;

/**
 * Replaces the blobs that were read. Rows that have changed or are locked are skipped: waiting for a lock while holding
 * others could block the console or deadlock.
 * @returns the skipped ones
 */
export async function replaceBlobs(
  { table, column, key }: SealedColumn,
  changes: readonly (Sealed & { fresh: string })[],
): Promise<Sealed[]> {
  if (changes.length === 0) return [];
  const given = [
    ...key.map((_, index) => changes.map((change) => change.key[index] ?? "")),
    changes.map(({ blob }) => blob),
    changes.map(({ fresh }) => fresh),
  ];
  const sameRow = (other: string) =>
    sql.join(
      key.map(
        (part, index) =>
          sql`t.${name(part.name)} = ${typed(sql`${name(other)}.${alias(index)}`, part)}`,
      ),
      sql` and `,
    );
  const fields = list([
    ...key.map((_, index) => alias(index)),
    sql`blob`,
    sql`fresh`,
    sql`position`,
  ]);
  const { rows } = await db().execute<{ position: number }>(
    sql`update ${name(table)} t set ${name(column)} = locked_rows.fresh
      from (select given.* from ${name(table)} t
        join unnest(${list(given.map((values) => sql`${sql.param(values)}::text[]`))}) with ordinality as given (${fields})
          on ${sameRow("given")} and t.${name(column)} = given.blob
        for no key update of t skip locked) locked_rows
      where ${sameRow("locked_rows")} and t.${name(column)} = locked_rows.blob
      returning locked_rows.position::int`,
  );
  const replaced = new Set(rows.map(({ position }) => position - 1));
  return changes.filter((_, index) => !replaced.has(index));
}
