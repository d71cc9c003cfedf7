import { expect, test } from "vitest";
import { waitAfter } from "./throttle.ts";

test("the first guesses are free, then waits double up to a quarter of an hour", () => {
  expect(
    [1, 2, 3, 4, 5, 6, 7, 8, 30].map((failures) => waitAfter(failures, 5)),
  ).toEqual([0, 0, 0, 0, 15, 30, 60, 120, 900]);
});

test("guessing for an hour without pause gets at most twenty guesses through", () => {
  let seconds = 0;
  let guesses = 0;
  while (seconds < 3600) seconds += waitAfter(++guesses, 5);
  expect(guesses).toBeLessThanOrEqual(20);
});
