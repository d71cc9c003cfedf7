import Papa from "papaparse";

/** So that Excel reads the file as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * What a spreadsheet takes for a formula: the signs, the white space that it skips before them, and their full-width
 * forms, which a Chinese or Japanese spreadsheet reads as the narrow ones.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as CSV (RFC 4180). A text that a spreadsheet would take for a formula is given a leading apostrophe.
 * @param columns the heading of each column with what stands in it
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
