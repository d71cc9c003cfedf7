import { describe, expect, test, vi } from "vitest";
import { cachedRead } from "./cached-read.ts";

function database() {
  const rows = new Map([["a", "one"]]);
  const state = { available: true, reads: 0 };
  const read = (key: string): Promise<string | null> => {
    state.reads += 1;
    return state.available
      ? Promise.resolve(rows.get(key) ?? null)
      : Promise.reject(new Error("unavailable"));
  };
  return { rows, state, read };
}

describe("a cached read", () => {
  test("concurrent callers share one statement, and a value that is no longer fresh is read again", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { rows, state, read } = database();
    const cache = cachedRead({ read, freshMs: 1_000, max: 10 });
    await Promise.all([cache.get("a"), cache.get("a"), cache.get("a")]);
    rows.set("a", "two");
    expect(await cache.get("a")).toBe("one");
    expect(state.reads).toBe(1);
    vi.advanceTimersByTime(1_001);
    expect(await cache.get("a")).toBe("two");
    vi.useRealTimers();
  });

  test("a cached value is returned while the database is unavailable, and an unknown key fails", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { state, read } = database();
    const cache = cachedRead({ read, freshMs: 1_000, max: 10 });
    await cache.get("a");
    state.available = false;
    vi.advanceTimersByTime(3_600_000);
    expect(await cache.get("a")).toBe("one");
    await expect(cache.get("b")).rejects.toThrow("unavailable");
    vi.useRealTimers();
  });

  test("a refresh returns what the database has now", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { rows, read } = database();
    const cache = cachedRead({ read, freshMs: 1_000, max: 10 });
    await cache.get("a");
    rows.set("a", "two");
    vi.advanceTimersByTime(1);
    expect(await cache.refresh("a")).toBe("two");
    rows.delete("a");
    vi.advanceTimersByTime(1);
    expect(await cache.refresh("a")).toBeNull();
    vi.useRealTimers();
  });

  test("the cache does not grow beyond its maximum", async () => {
    const { rows, state, read } = database();
    rows.set("b", "two").set("c", "three");
    const cache = cachedRead({ read, freshMs: 60_000, max: 2 });
    for (const key of ["a", "b", "c", "a"]) await cache.get(key);
    expect(state.reads).toBe(4);
  });
});
