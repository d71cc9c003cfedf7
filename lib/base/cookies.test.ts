import { expect, test } from "vitest";
import { parseCookies } from "./cookies.ts";

test("each cookie is read by its name, with its value decoded", () => {
  expect(parseCookies("a=1; b=x=y;c=%E4%BA%91")).toEqual({
    a: "1",
    b: "x=y",
    c: "云",
  });
});

test("a value that cannot be decoded is kept as it was sent", () => {
  expect(parseCookies("a=%zz")).toEqual({ a: "%zz" });
});

test("the last of two cookies with one name counts, and parts without a value are skipped", () => {
  expect(parseCookies("a=1; flag; a=2;")).toEqual({ a: "2" });
});

test("a request without cookies has none", () => {
  expect(parseCookies(undefined)).toEqual({});
  expect(parseCookies(null)).toEqual({});
});
