import { expect, test } from "vitest";
import {
  codeLimits,
  type Pace,
  passwordLimits,
  waitAfter,
} from "./throttle.ts";

const paceOf = ([limit]: { pace: Pace }[]) => {
  if (!limit) throw new Error("no gate");
  return limit.pace;
};
const password = paceOf(passwordLimits.fromKnownBrowser("x"));
const code = paceOf(codeLimits.fromAnywhere("x"));

/** When the guesses of an attacker are admitted who begins with `early` guesses and guesses without a pause after `until`. */
function guesses(pace: Pace, early: number, until: number, end: number) {
  const times: number[] = [];
  let now = 0;
  let windowStart = 0;
  let counted = 0;
  while (now < end) {
    if (times.length === early && now < until) now = until;
    if (counted > 0 && now - windowStart > pace.windowSeconds) counted = 0;
    if (counted === 0) windowStart = now;
    counted += 1;
    times.push(now);
    now += waitAfter(counted, pace);
  }
  return times;
}

test("the first guesses are free, then the waits double up to a quarter of an hour", () => {
  expect(
    [1, 2, 3, 4, 5, 6, 7, 8, 30].map((count) => waitAfter(count, password)),
  ).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 900]);
});

test("no hour admits more than twenty guesses, even around the turn of a window", () => {
  for (let until = 0; until < 3600; until += 5)
    for (const early of [1, 2, 4, 6]) {
      const times = guesses(password, early, until, 3 * 3600);
      const most = Math.max(
        ...times.map(
          (from) =>
            times.filter((time) => time >= from && time < from + 3600).length,
        ),
      );
      expect(most).toBeLessThanOrEqual(20);
    }
});

test("a year of guessing codes succeeds with less than one chance in twenty", () => {
  const aDay = guesses(code, 0, 0, 24 * 3600).length;
  expect(1 - (1 - 3 / 1_000_000) ** (aDay * 365)).toBeLessThan(0.05);
});
