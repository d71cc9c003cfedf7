import { expect, test } from "vitest";
import { RefusalBudget } from "./refusal-budget.ts";

function budget() {
  const reported: [string, number][] = [];
  const budget = new RefusalBudget((who, leftOut) =>
    reported.push([who, leftOut]),
  );
  const refuse = (who: string, times: number) =>
    Array.from({ length: times }, () => budget.take(who)).filter(Boolean)
      .length;
  return { reported, budget, refuse };
}

test("each actor has a limit of refusal rows per minute, and one row counts the rest", () => {
  const { reported, budget: ours, refuse } = budget();
  expect(refuse("203.0.113.9", 1_000)).toBe(60);
  expect(refuse("203.0.113.10", 5)).toBe(5);
  ours.endMinute();
  expect(reported).toEqual([["203.0.113.9", 940]]);
  expect(refuse("203.0.113.9", 3)).toBe(3);
});

test("a flood from many addresses is limited by the total of all actors", () => {
  const { reported, budget: ours, refuse } = budget();
  const written = Array.from({ length: 500 }, (_, index) =>
    refuse(`2001:db8::${index}`, 10),
  ).reduce((sum, count) => sum + count, 0);
  expect(written).toBe(600);
  ours.endMinute();
  expect(reported.length).toBeLessThanOrEqual(61);
  expect(reported.reduce((sum, [, count]) => sum + count, 0)).toBe(4_400);
  expect(reported.at(-1)?.[0]).toBe("");
});
