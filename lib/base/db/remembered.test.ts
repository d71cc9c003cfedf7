import { describe, expect, test, vi } from "vitest";
import { remembered } from "./remembered.ts";

function database() {
  const rows = new Map([["a", "one"]]);
  const state = { away: false, asked: 0 };
  const read = (key: string): Promise<string | null> => {
    state.asked += 1;
    return state.away
      ? Promise.reject(new Error("away"))
      : Promise.resolve(rows.get(key) ?? null);
  };
  return { rows, state, read };
}

describe("what is remembered of the database", () => {
  test("is asked once for many who come at once, and again when it is no longer fresh", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { rows, state, read } = database();
    const memory = remembered({ read, freshMs: 1_000, most: 10 });
    await Promise.all([memory.get("a"), memory.get("a"), memory.get("a")]);
    rows.set("a", "two");
    expect(await memory.get("a")).toBe("one");
    expect(state.asked).toBe(1);
    vi.advanceTimersByTime(1_001);
    expect(await memory.get("a")).toBe("two");
    vi.useRealTimers();
  });

  test("stands in while the database is away, and only for what was known", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { state, read } = database();
    const memory = remembered({ read, freshMs: 1_000, most: 10 });
    await memory.get("a");
    state.away = true;
    vi.advanceTimersByTime(3_600_000);
    expect(await memory.get("a")).toBe("one");
    await expect(memory.get("b")).rejects.toThrow("away");
    vi.useRealTimers();
  });

  test("is not believed by one who has reason to doubt it", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { rows, read } = database();
    const memory = remembered({ read, freshMs: 1_000, most: 10 });
    await memory.get("a");
    rows.set("a", "two");
    vi.advanceTimersByTime(1);
    expect(await memory.again("a")).toBe("two");
    rows.delete("a");
    vi.advanceTimersByTime(1);
    expect(await memory.again("a")).toBeNull();
    vi.useRealTimers();
  });

  test("never grows beyond its bound", async () => {
    const { rows, state, read } = database();
    rows.set("b", "two").set("c", "three");
    const memory = remembered({ read, freshMs: 60_000, most: 2 });
    for (const key of ["a", "b", "c", "a"]) await memory.get(key);
    expect(state.asked).toBe(4);
  });
});
