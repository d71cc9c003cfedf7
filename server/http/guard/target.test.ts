import { expect, test } from "vitest";
import { readTarget } from "./target.ts";

test("the console's addresses are accepted", () => {
  for (const url of [
    "/",
    "/accounts?kind=service&q=%E4%BA%91",
    "/api/v1/accounts/wx0123456789abcdef/access-token",
    "/authorize/Zm9v-YmFy_",
    "/guides/%E6%8E%88%E6%9D%83",
    "/_next/static/chunks/%5Broot-of-the-server%5D__1a.js",
    "/_next/static/chunks/0~b.c.css",
    "/accounts/?x=//y/../z",
  ])
    expect(readTarget(url), url).toMatchObject({ path: url.split("?")[0] });
});

test("an ambiguous address is refused", () => {
  for (const url of [
    "",
    "*",
    "http://localhost/accounts",
    "accounts",
    "//evil.example/",
    "/accounts//x",
    "/accounts/./x",
    "/accounts/../x",
    "/accounts.",
    "/accounts./",
    "/..",
    "/accounts/..%2fx",
    "/accounts%2Fx",
    "/accounts%5cx",
    "/accounts\\x",
    "/accounts%00",
    "/accounts%0a",
    "/accounts%7f",
    "/accounts%2e",
    "/%61ccounts",
    "/accounts%252fx",
    "/accounts;x=1",
    "/accounts%3bx=1",
    "/accounts%zz",
    "/accounts%",
    "/accounts%ff",
    "/accounts%c0%af",
    "/accounts#x",
    "/a b",
    "/云",
  ])
    expect(readTarget(url), url).toBe("target_invalid");
});

test("an address longer than any of the console's is refused", () => {
  expect(readTarget(`/accounts?q=${"a".repeat(8_000)}`)).toBe(
    "target_too_long",
  );
});
