import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importantPaths, tookEffect } from "./quota-rules.ts";

const use = (used: number, path = "/a") => ({ path, used, limit: 1000 });

describe("a reset whose answer was lost", () => {
  test("the reset took effect when a count fell", () => {
    expect(tookEffect([use(90)], [use(0)])).toBe(true);
    expect(tookEffect([use(90), use(5, "/b")], [use(91), use(1, "/b")])).toBe(
      true,
    );
  });

  test("the reset did not take effect when no count fell, or within the lag of WeChat's numbers", () => {
    expect(tookEffect([use(90)], [use(90)])).toBe(false);
    expect(tookEffect([use(1000)], [use(990)])).toBe(false);
  });

  test("the result is unknown from readings without use or of other interfaces", () => {
    expect(tookEffect([use(0)], [use(0)])).toBeNull();
    expect(tookEffect([use(9)], [use(0, "/b")])).toBeNull();
    expect(tookEffect([], [])).toBeNull();
  });

  test("the reset never counts as effective while all counts grow", () => {
    const counts = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(counts, fc.nat(500), (before, more) => {
        const named = (grown: number) =>
          before.map((used, index) => use(used + grown, `/${index}`));
        expect(tookEffect(named(0), named(more))).not.toBe(true);
      }),
    );
  });
});

test("a subscription account does not show interfaces reserved for service accounts", () => {
  expect(importantPaths("subscription")).not.toContain(
    "/cgi-bin/message/template/send",
  );
  expect(importantPaths("service")).toContain("/cgi-bin/qrcode/create");
});
