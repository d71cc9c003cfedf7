import { expect, test } from "vitest";
import { bearerOf, isApiKey, newApiKey, shownPrefix } from "./key-text.ts";

test("a key is recognized by its format, and no two are alike", () => {
  const keys = Array.from({ length: 200 }, newApiKey);
  expect(new Set(keys).size).toBe(200);
  for (const key of keys) {
    expect(key).toMatch(/^lp_[0-9A-Za-z]{42}$/);
    expect(isApiKey(key), key).toBe(true);
  }
});

test("a mistyped, cut or invented key is rejected without asking the database", () => {
  const key = newApiKey();
  const other = key.at(10) === "a" ? "b" : "a";
  for (const wrong of [
    `${key.slice(0, 10)}${other}${key.slice(11)}`,
    key.slice(0, -1),
    `${key}0`,
    key.replace("lp_", "sk_"),
    `lp_${"0".repeat(42)}`,
    "",
  ])
    expect(isApiKey(wrong), wrong).toBe(false);
});

test("the visible part of a key is its beginning", () => {
  const key = newApiKey();
  expect(key.startsWith(shownPrefix(key))).toBe(true);
  expect(shownPrefix(key)).toHaveLength(11);
});

test("a bearer is everything after the word, also nothing, and of no other scheme", () => {
  for (const [header, bearer] of [
    ["Bearer lp_1", "lp_1"],
    ["bearer   lp_1 ", "lp_1"],
    ["Bearer", ""],
    ["Basic bHA6MQ==", null],
    ["Bearerlp_1", null],
    [null, null],
  ] as const)
    expect(bearerOf(header), String(header)).toBe(bearer);
});
