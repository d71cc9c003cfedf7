import { expect, test } from "vitest";
import { granted, rateHeaders } from "./request-rate.ts";

test("the shares never add up to more than the limit", () => {
  for (const [perMinute, wanted] of [
    [100, 2],
    [7, 1],
    [101, 3],
  ] as const) {
    let given = 0;
    for (let taken = wanted; taken <= perMinute * 2; taken += wanted)
      given += granted(perMinute, wanted, taken);
    expect(given).toBe(perMinute);
  }
});

test("the headers state the limit, the rest, and when to try again", () => {
  const rate = { perMinute: 100, remaining: 7, seconds: 12, exceeded: false };
  expect(rateHeaders(rate)).toEqual({
    "ratelimit-policy": '"minute";q=100;w=60',
    ratelimit: '"minute";r=7;t=12',
  });
  expect(rateHeaders({ ...rate, remaining: 0, exceeded: true })).toMatchObject({
    "retry-after": "12",
  });
});
