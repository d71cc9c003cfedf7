import Papa from "papaparse";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";

const single = (text: string) =>
  toCsv([text], [{ heading: "name", value: (row) => row }]);
const cells = (csv: string) =>
  Papa.parse<string[]>(csv.replace(/^\uFEFF/, "")).data;

test("quotes, commas and line breaks come back as they were", () => {
  fc.assert(
    fc.property(
      fc
        .string({ minLength: 1, unit: "grapheme" })
        .filter((text) => !/^[=+\-@\t\r']/.test(text) && !/[\r]/.test(text)),
      (text) => {
        expect(cells(single(text))[1]).toEqual([text]);
      },
    ),
  );
});

test("no cell begins as a formula", () => {
  for (const begin of ["=", "+", "-", "@", "\t", "\r"])
    expect(cells(single(`${begin}HYPERLINK("http://x")`))[1]?.[0]).toMatch(
      /^'/,
    );
});

test("it begins with the mark by which Excel knows UTF-8", () => {
  expect(single("名称").startsWith("\uFEFFname\r\n名称")).toBe(true);
});
