import Papa from "papaparse";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";

const single = (cell: string | number) =>
  toCsv([cell], [{ heading: "name", value: (row) => row }]);
const cells = (csv: string) =>
  Papa.parse<string[]>(csv.replace(/^\uFEFF/, "")).data;

test("quotes, commas and line breaks survive writing and reading", () => {
  fc.assert(
    fc.property(
      fc
        .string({ minLength: 1, unit: "grapheme" })
        .filter((text) => !/^[=+\-@\t\r\n＝＋－＠']/.test(text)),
      (text) => {
        expect(cells(single(text))[1]).toEqual([text]);
      },
    ),
  );
});

test.each([
  '=HYPERLINK("http://evil")',
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "＝1＋1",
  "＠SUM(A1)",
])(
  "%j is prefixed with an apostrophe, so that no spreadsheet calculates it",
  (text) => {
    expect(cells(single(text))[1]).toEqual([`'${text}`]);
  },
);

test("a heading that is a formula is prefixed too; numbers and harmless texts are not", () => {
  const csv = toCsv(
    [{ name: "a=b-c", count: -5 }],
    [
      { heading: "=1", value: ({ name }) => name },
      { heading: "数量", value: ({ count }) => count },
    ],
  );
  expect(cells(csv)).toEqual([
    ["'=1", "数量"],
    ["a=b-c", "-5"],
  ]);
});

test("a file starts with the byte order mark that Excel needs for UTF-8", () => {
  expect(single("名称").startsWith("\uFEFFname\r\n名称")).toBe(true);
});

test("a table without rows consists of its heading", () => {
  expect(toCsv([], [{ heading: "名称", value: String }])).toContain("名称");
});
