import Papa from "papaparse";
import { PropertyError } from "./property-error.ts";

export const columns = ["name", "displayName", "type", "description"] as const;
export type Column = (typeof columns)[number];

/** A row before its evaluation; null for a list item that is not an object. */
export interface RawRow {
  /** The row number in a spreadsheet, counting the heading; for JSON the position in the list. */
  line: number;
  fields: Partial<Record<Column, unknown>> | null;
}

export interface RawTable {
  rows: RawRow[];
  /** Unknown columns, reported so that a misspelt one is noticed. */
  unknownColumns: string[];
}

const MAX_ROWS = 2_000;

/** Common names of the columns, and those of our export. */
const headings: Record<string, Column> = {
  name: "name",
  名称: "name",
  属性名: "name",
  displayname: "displayName",
  display_name: "displayName",
  显示名: "displayName",
  显示名称: "displayName",
  type: "type",
  类型: "type",
  description: "description",
  说明: "description",
  描述: "description",
};

const columnOf = (heading: string): Column | undefined =>
  headings[heading.trim().toLowerCase()];

/**
 * Parses an uploaded table of properties.
 * @throws {PropertyError} `import_unreadable`, `import_columns_missing`, `import_empty`, `import_too_many_rows`
 */
export function readRows(format: "csv" | "json", text: string): RawTable {
  const plain = text.replace(/^\uFEFF/, "");
  return bounded(format === "csv" ? readCsv(plain) : readJson(plain));
}

/**
 * Converts a list of objects to rows; `fieldsOf` extracts the columns of an object.
 * @throws {PropertyError} `import_empty`, `import_too_many_rows`
 */
export function rowsOfList(
  list: readonly unknown[],
  fieldsOf: (item: object) => Partial<Record<Column, unknown>>,
): RawRow[] {
  const rows = list.map((item, index) => ({
    line: index + 1,
    fields:
      typeof item === "object" && item !== null && !Array.isArray(item)
        ? fieldsOf(item)
        : null,
  }));
  return bounded({ rows, unknownColumns: [] }).rows;
}

function bounded(table: RawTable): RawTable {
  if (table.rows.length === 0) throw new PropertyError("import_empty");
  if (table.rows.length > MAX_ROWS)
    throw new PropertyError("import_too_many_rows", {
      values: { count: table.rows.length, limit: MAX_ROWS },
    });
  return table;
}

function readCsv(text: string): RawTable {
  const { data, errors } = Papa.parse<string[]>(text.trimEnd());
  const broken = errors.find((error) => error.type === "Quotes");
  if (broken)
    throw new PropertyError("import_unreadable", {
      values: { line: (broken.row ?? 0) + 1 },
    });
  const [heading = [], ...lines] = data;
  const columnNames = heading.map(columnOf);
  const missing = (["name", "displayName", "type"] as const).filter(
    (column) => !columnNames.includes(column),
  );
  if (missing.length > 0)
    throw new PropertyError("import_columns_missing", {
      values: { columns: missing.join(", ") },
    });
  return {
    rows: lines
      .map((cells, index) => ({
        line: index + 2,
        fields: Object.fromEntries(
          cells.flatMap((cell, position) => {
            const column = columnNames[position];
            return column ? [[column, unescaped(cell)]] : [];
          }),
        ),
        blank: cells.every((cell) => cell.trim() === ""),
      }))
      .filter(({ blank }) => !blank)
      .map(({ line, fields }) => ({ line, fields })),
    unknownColumns: heading.filter(
      (text, position) => !columnNames[position] && text.trim() !== "",
    ),
  };
}

/** Removes the apostrophe that an export adds against formulas in a spreadsheet. */
const unescaped = (cell: string) => cell.replace(/^'(?=[=+\-@＝＋－＠])/, "");

function readJson(text: string): RawTable {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PropertyError("import_unreadable", { values: { line: 0 } });
  }
  const list = Array.isArray(json)
    ? json
    : (json as { items?: unknown } | null)?.items;
  if (!Array.isArray(list))
    throw new PropertyError("import_unreadable", { values: { line: 0 } });
  const unknown = new Set<string>();
  const rows = rowsOfList(list, (item) =>
    Object.fromEntries(
      Object.entries(item).flatMap(([key, value]) => {
        const column = columnOf(key);
        if (!column) unknown.add(key);
        return column ? [[column, value]] : [];
      }),
    ),
  );
  return { rows, unknownColumns: [...unknown] };
}
