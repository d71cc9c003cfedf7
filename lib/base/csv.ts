import Papa from "papaparse";

/** The byte order mark, by which Excel recognizes UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * What a spreadsheet treats as a formula: the leading signs, after any white space, and their full-width forms, which
 * Chinese and Japanese spreadsheets accept too.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as CSV (RFC 4180). A text that a spreadsheet would treat as a formula gets a leading apostrophe.
 * @param columns the heading of each column with the function that returns its cells
 */
export function toCsv<Row>(
  rows: readonly Row[],
  columns: readonly { heading: string; value: (row: Row) => string | number }[],
): string {
  return (
    BYTE_ORDER_MARK +
    Papa.unparse(
      {
        fields: columns.map(({ heading }) => heading),
        data: rows.map((row) => columns.map(({ value }) => value(row))),
      },
      { escapeFormulae: FORMULA, newline: "\r\n" },
    )
  );
}
