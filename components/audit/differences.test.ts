import { expect, test } from "vitest";
import { differences } from "./differences.ts";

test("a changed value is shown with both sides, and an unchanged one is left out", () => {
  expect(
    differences(
      { status: "disabled", propertyId: null, name: "云杉" },
      { status: "enabled", propertyId: "p1", name: "云杉" },
    ),
  ).toEqual([
    { path: ["status"], before: "disabled", after: "enabled" },
    { path: ["propertyId"], before: null, after: "p1" },
  ]);
});

test("a value that was added or removed has one side", () => {
  expect(differences(null, { gained: [1, 2] })).toEqual([
    { path: ["gained"], before: undefined, after: [1, 2] },
  ]);
  expect(differences({ name: "a" }, null)).toEqual([
    { path: ["name"], before: "a", after: undefined },
  ]);
  expect(differences(null, null)).toEqual([]);
});

test("a nested value is shown with its path, also where a name contains a dot", () => {
  expect(
    differences(null, { removed: { "a.b": 3 }, list: [{ x: 1 }] }),
  ).toEqual([
    { path: ["removed", "a.b"], before: undefined, after: 3 },
    { path: ["list"], before: undefined, after: ['{"x":1}'] },
  ]);
});
