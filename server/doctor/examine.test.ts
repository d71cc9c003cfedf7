import { expect, test } from "vitest";
import { TokenError } from "#lib/credentials/tokens/index.ts";
import { examine } from "./examine.ts";
import { type Check, ok } from "./finding.ts";

const check = (name: string, run: Check["run"], needsDatabase = false) => ({
  name,
  needsDatabase,
  run,
});

test("a check that fails or hangs does not stop the others", async () => {
  const found = await examine(
    [
      check("hangs", () => new Promise(() => undefined)),
      check("fails", () => Promise.reject(new RangeError("a secret"))),
      check("is refused", () => Promise.reject(new TokenError("token_busy"))),
      check("well", async () => [ok("so it is"), ok("and so is this")]),
    ],
    { database: true, limitMs: 30 },
  );
  expect(found.map(({ check, level }) => `${check} ${level}`)).toEqual([
    "hangs wrong",
    "fails wrong",
    "is refused wrong",
    "well ok",
    "well ok",
  ]);
  expect(found[0]?.found).toMatch(/not known after/);
  expect(found[1]?.found).toBe("could not be checked (RangeError)");
  for (const { level, fix } of found)
    expect(fix === undefined).toBe(level === "ok");
});

test("checks that need the database are skipped without it", async () => {
  const asked: string[] = [];
  const look = (name: string) => async (database: boolean) => {
    asked.push(`${name} ${database}`);
    return [ok(name)];
  };
  const found = await examine(
    [check("needy", look("needy"), true), check("free", look("free"))],
    { database: false },
  );
  expect(asked).toEqual(["free false"]);
  expect(found.map(({ level }) => level)).toEqual(["warning", "ok"]);
});
