import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { Mutex } from "./mutex.ts";

test("steps run one at a time, in the order given", async () => {
  const mutex = new Mutex();
  const seen: string[] = [];
  const step = (name: string, ms: number) => async () => {
    seen.push(`${name} begins`);
    await pause(ms);
    seen.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all([
    mutex.run(step("slow", 10)),
    mutex.run(step("quick", 0)),
  ]);
  expect(results).toEqual(["slow", "quick"]);
  expect(seen).toEqual([
    "slow begins",
    "slow ends",
    "quick begins",
    "quick ends",
  ]);
});

test("a step that fails rejects its own caller and no other", async () => {
  const mutex = new Mutex();
  const failed = mutex.run(() => Promise.reject(new Error("disk full")));
  const next = mutex.run(() => Promise.resolve("done"));
  await expect(failed).rejects.toThrow("disk full");
  expect(await next).toBe("done");
});
