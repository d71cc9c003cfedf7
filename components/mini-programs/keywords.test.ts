import { expect, test } from "vitest";
import { keywordsOf } from "./keywords.ts";

test("the keywords of a template are found with their names", () => {
  expect(
    keywordsOf(
      "取餐码:{{character_string1.DATA}}\n门店：{{thing2.DATA}}\n{{time3.DATA}}",
    ),
  ).toEqual([
    { key: "character_string1", label: "取餐码" },
    { key: "thing2", label: "门店" },
    { key: "time3", label: "time3" },
  ]);
  expect(keywordsOf("nothing")).toEqual([]);
});
