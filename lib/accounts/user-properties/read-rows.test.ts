import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "#lib/base/csv.ts";
import { judgeRows, type KnownProperty } from "./judge-rows.ts";
import { columns, readRows } from "./read-rows.ts";
import { tableOf } from "./sync-properties.ts";
import { propertyTypes } from "./kinds.ts";

const csv = (text: string) => readRows("csv", text);
const judged = (text: string, known: KnownProperty[] = []) =>
  judgeRows(csv(text).rows, known);
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return "read";
};

/** A property as the catalogue keeps it: texts on one line, trimmed. */
const property = fc.record({
  name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_$]{0,63}$/),
  displayName: fc
    .string({ unit: "grapheme", maxLength: 15 })
    .map((text) => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim())
    .filter((text) => text !== "" && !text.startsWith("'")),
  type: fc.constantFrom(...propertyTypes),
  description: fc
    .string({ unit: "grapheme", maxLength: 60 })
    .map((text) => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim())
    .filter((text) => !text.startsWith("'")),
});

describe("a table of user properties", () => {
  test("an exported table is imported unchanged, including formulas and quotation marks", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(property, {
          minLength: 1,
          maxLength: 8,
          selector: ({ name }) => name,
        }),
        (properties) => {
          const known = properties.map((one) => ({
            ...one,
            retiredAt: null,
            inUse: true,
          }));
          const exported = {
            csv: toCsv(
              properties,
              columns.map((column) => ({
                heading: column,
                value: (row: (typeof properties)[number]) => row[column],
              })),
            ),
            json: JSON.stringify(properties),
          };
          for (const format of ["csv", "json"] as const) {
            const rows = judgeRows(
              readRows(format, exported[format]).rows,
              known,
            );
            expect(rows.map(({ action }) => action)).toEqual(
              properties.map(() => "same"),
            );
          }
        },
      ),
    );
  });

  test("headings and types may be Chinese, in any order, with unused columns", () => {
    const table = csv(
      "\uFEFF类型,名称,备注,显示名\r\n文本,openid_a,x,甲\r\n日期,birthday,y,生日\r\n",
    );
    expect(table.unknownColumns).toEqual(["备注"]);
    expect(judgeRows(table.rows, [])).toMatchObject([
      { line: 2, name: "openid_a", displayName: "甲", type: "text" },
      { line: 3, name: "birthday", displayName: "生日", type: "date" },
    ]);
  });

  test("each bad row is reported with its line in the spreadsheet and all its faults", () => {
    const rows = judged(
      [
        "name,displayName,type,description",
        "good,Good,text,",
        ",,,",
        "1bad,,color,",
        "good,Again,text,",
        `long,${"长".repeat(61)},text,`,
      ].join("\n"),
    );
    expect(
      rows.map(({ line, action, problems }) => [
        line,
        action,
        problems.map(({ field, code }) => `${field} ${code}`),
      ]),
    ).toEqual([
      [2, "create", []],
      [
        4,
        "bad",
        ["name property_name", "displayName required", "type property_type"],
      ],
      [5, "bad", ["name name_repeated"]],
      [6, "bad", ["displayName too_long"]],
    ]);
  });

  test("an import keeps the type of a property in use, and restores a retired one", () => {
    const base = { displayName: "A", type: "text", description: "" } as const;
    const rows = judged(
      "name,displayName,type\nused,A,number\nfree,A,number\ngone,A,text\nkept,A,text",
      [
        { ...base, name: "used", retiredAt: null, inUse: true },
        { ...base, name: "free", retiredAt: null, inUse: false },
        { ...base, name: "gone", retiredAt: new Date(), inUse: false },
        { ...base, name: "kept", retiredAt: null, inUse: false },
      ],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "bad",
      "update",
      "restore",
      "same",
    ]);
    expect(rows[0]?.problems).toEqual([{ field: "type", code: "type_in_use" }]);
  });

  test("an unreadable, empty, incomplete or too long table is refused as a whole", () => {
    expect(codeOf(() => csv('name,displayName,type\n"a,b,text'))).toBe(
      "import_unreadable",
    );
    expect(codeOf(() => csv("name,displayName\na,b"))).toBe(
      "import_columns_missing",
    );
    expect(codeOf(() => csv("name,displayName,type\n,,\n"))).toBe(
      "import_empty",
    );
    expect(
      codeOf(() => csv(`name,displayName,type\n${"a,b,text\n".repeat(2_001)}`)),
    ).toBe("import_too_many_rows");
    for (const text of ["{", '"text"', "null", '{"list":[]}'])
      expect(
        codeOf(() => readRows("json", text)),
        text,
      ).toBe("import_unreadable");
    expect(codeOf(() => readRows("json", "[]"))).toBe("import_empty");
  });

  test("a JSON list may contain items that are not objects", () => {
    const rows = judgeRows(
      readRows(
        "json",
        '{"items":["x",{"name":"a","displayName":5,"type":"text"}]}',
      ).rows,
      [],
    );
    expect(rows).toMatchObject([
      { action: "bad", problems: [{ field: "", code: "not_an_object" }] },
      { action: "create", displayName: "5" },
    ]);
  });
});

describe("the answer of another system", () => {
  const mapping = {
    items: "data.fields",
    name: "key",
    displayName: "label.zh",
    type: "",
    description: "",
  };

  test("the properties are read at the mapped paths", () => {
    const text = JSON.stringify({
      data: {
        fields: [{ key: "openid_a", label: { zh: "甲" } }, { key: "b" }],
      },
    });
    expect(judgeRows(tableOf(text, mapping).rows, [])).toMatchObject([
      { line: 1, name: "openid_a", displayName: "甲", type: "text" },
      { action: "bad", problems: [{ field: "displayName", code: "required" }] },
    ]);
  });

  test("an answer that is not JSON, or has no list at the mapped path, is refused", () => {
    expect(codeOf(() => tableOf("<html>", mapping))).toBe("source_not_json");
    for (const text of ["null", "[]", '{"data":{"fields":{}}}'])
      expect(
        codeOf(() => tableOf(text, mapping)),
        text,
      ).toBe("source_no_list");
    // What every object has by birth is nothing of the answer's.
    expect(
      codeOf(() => tableOf("{}", { ...mapping, items: "constructor.name" })),
    ).toBe("source_no_list");
  });
});
