import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { batched } from "./batched.ts";

test("each caller gets the answer to its question, in few statements", async () => {
  const groups: number[] = [];
  const double = batched(async (numbers: readonly number[]) => {
    groups.push(numbers.length);
    await pause(5);
    return numbers.map((number) => 2 * number);
  });
  const early = Array.from({ length: 10 }, (_, number) => double(number));
  await pause(1);
  const late = Array.from({ length: 500 }, (_, number) => double(10 + number));
  expect(await Promise.all([...early, ...late])).toEqual(
    Array.from({ length: 510 }, (_, number) => 2 * number),
  );
  expect(groups[0]).toBe(10);
  expect(groups.length).toBeLessThan(6);
});

test("no answer is cached, and a failure reaches only the callers of its batch", async () => {
  let asked = 0;
  const ask = batched(async (questions: readonly string[]) => {
    asked += 1;
    if (asked === 1) throw new Error("away");
    return questions;
  });
  const first = await Promise.allSettled([ask("a"), ask("b")]);
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect([await ask("a"), await ask("a")]).toEqual(["a", "a"]);
  expect(asked).toBe(3);
});
