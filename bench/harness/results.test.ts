import { expect, test } from "vitest";
import { defineBenchmark, type Outcome } from "./benchmark.ts";
import { compare, median, spread } from "./rounds.ts";
import { sectionOf } from "./results.ts";

const run = { machine: "a machine", date: "2026-11-21" };
const outcome = (...ratios: number[]): Outcome => ({
  cases: ratios.map((ratio) => ({
    name: `case ${ratio}`,
    ratio,
    reference: [100],
    ours: [100 * ratio],
    unit: "ms",
  })),
  notes: ["a fact"],
});
const benchmark = (name: string) =>
  defineBenchmark({
    name,
    compares: "this ÷ that",
    target: { atMost: 1.3 },
    run: () => Promise.reject(new Error("not run")),
  });

test("the ratio of a benchmark is the ratio of its worst case, on either side", () => {
  const most = benchmark("one");
  expect(sectionOf(most, outcome(1.1, 1.4, 1.2), run)).toContain(
    "**1.40**, target at most 1.3: missed.",
  );
  expect(sectionOf(most, outcome(1.1, 1.2), run)).toContain(
    "**1.20**, target at most 1.3: passed.",
  );
  const least = { ...most, target: { atLeast: 1.5 } };
  expect(sectionOf(least, outcome(1.7, 1.4), run)).toContain(
    "**1.40**, target at least 1.5: missed.",
  );
});

test("rounds alternate, and start again while the reference is unsteady", async () => {
  const order: string[] = [];
  const references = [10, 20, 10, 11];
  const result = await compare({
    name: "turns",
    unit: "ms",
    rounds: 2,
    reference: async () => {
      order.push("reference");
      return references.shift() ?? 0;
    },
    ours: async () => {
      order.push("ours");
      return 21;
    },
  });
  expect(order.slice(0, 4)).toEqual(["reference", "ours", "reference", "ours"]);
  expect(result).toMatchObject({ reference: [10, 11], ratio: 2 });
});

test("median and spread are computed from the rounds", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(spread([10, 13, 11])).toBeCloseTo(0.3);
});
