import { expect, test } from "vitest";
import { searchGrams } from "./search-grams.ts";

test("a text is found by any two consecutive characters, and one character by itself", () => {
  expect(searchGrams("云")).toEqual(["云"]);
  expect(searchGrams("云杉咖啡")).toEqual(["云杉", "杉咖", "咖啡"]);
  expect(searchGrams("aaa")).toEqual(["aa"]);
});

test("a character outside the basic plane counts as one character", () => {
  expect(searchGrams("𠮷")).toEqual(["𠮷"]);
  expect(searchGrams("𠮷野家")).toEqual(["𠮷野", "野家"]);
});
