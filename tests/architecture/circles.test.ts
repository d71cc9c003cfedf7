import { describe, expect, test } from "vitest";
import { type Import, imports } from "./source-files.ts";

describe("circles", () => {
  test("no files import each other in a circle, type imports included", () => {
    expect(circles(imports)).toEqual([]);
  });
});

function circles(all: Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of all)
    next.set(from, [...(next.get(from) ?? []), to]);
  const index = new Map<string, number>(),
    low = new Map<string, number>(),
    stack: string[] = [],
    on = new Set<string>();
  const found: string[] = [];
  const visit = (file: string) => {
    index.set(file, index.size);
    low.set(file, index.get(file) ?? 0);
    stack.push(file);
    on.add(file);
    for (const to of next.get(file) ?? []) {
      if (!index.has(to)) {
        visit(to);
        low.set(file, Math.min(low.get(file) ?? 0, low.get(to) ?? 0));
      } else if (on.has(to))
        low.set(file, Math.min(low.get(file) ?? 0, index.get(to) ?? 0));
    }
    if (low.get(file) === index.get(file)) {
      const group = stack.splice(stack.indexOf(file));
      for (const f of group) on.delete(f);
      if (group.length > 1) found.push(group.sort().join(" ↔ "));
    }
  };
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return found;
}
