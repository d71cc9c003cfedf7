import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pauseSeconds, renewLead } from "./pauses.ts";

describe("the pauses after failures", () => {
  test("the pauses leave five calls for the first minute of an outage", () => {
    const calls = [0];
    for (let failures = 1; (calls.at(-1) ?? 0) < 60; failures += 1)
      calls.push((calls.at(-1) ?? 0) + pauseSeconds("-1", failures));
    expect(calls.filter((second) => second < 60)).toHaveLength(5);
  });

  test("the pauses never exceed five minutes, or half a minute for fixable causes", () => {
    expect(pauseSeconds("timeout", 60)).toBe(300);
    expect(pauseSeconds("61004", 60)).toBe(30);
  });

  test("there is no pause while a ticket is missing, which costs no call", () => {
    expect(pauseSeconds("ticket_missing", 9)).toBe(0);
  });

  test("the pauses last hours when only the merchant can help", () => {
    expect(pauseSeconds("61023", 1)).toBeGreaterThan(3_600);
  });
});

describe("the time of a renewal", () => {
  test("a renewal is due ten to thirty minutes before the end of two hours", () => {
    fc.assert(
      fc.property(fc.string(), (appid) => {
        const lead = renewLead(appid, 7_200);
        expect(lead).toBeGreaterThanOrEqual(600);
        expect(lead).toBeLessThanOrEqual(1_800);
      }),
    );
  });

  test("the renewals are spread evenly over those twenty minutes", () => {
    const minutes = new Array<number>(20).fill(0);
    for (let number = 0; number < 20_000; number += 1) {
      const lead = renewLead(
        `wx${number.toString(16).padStart(16, "0")}`,
        7_200,
      );
      const minute = Math.floor((lead - 600) / 60);
      minutes[minute] = (minutes[minute] ?? 0) + 1;
    }
    expect(Math.min(...minutes)).toBeGreaterThan(850);
    expect(Math.max(...minutes)).toBeLessThan(1_150);
  });
});
