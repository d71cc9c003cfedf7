import { expect, test } from "vitest";
import { withSection } from "./results-file.ts";

test("a run replaces its own section only, and the sections are sorted", () => {
  const head = "# Results\n\nOf runs.\n";
  const section = (name: string, figure: number) => ({
    head,
    name,
    text: `It took ${figure} s.\n`,
  });
  const first = ["two", "one"].reduce(
    (text, name) => withSection(text, section(name, 1)),
    "",
  );
  expect(first).toBe(
    "# Results\n\nOf runs.\n\n## one\n\nIt took 1 s.\n\n## two\n\nIt took 1 s.\n",
  );
  const second = withSection(first, section("one", 2));
  expect(second).toBe(first.replace("1 s", "2 s"));
  expect(withSection(second, section("one", 2))).toBe(second);
});
