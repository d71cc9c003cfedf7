import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root, tableOf } from "./markdown.ts";

const code = (cell = "") => cell.replaceAll("`", "");

test("the ten questions of a newcomer are answered by the file and the name that stand beside them", () => {
  const questions = tableOf("docs/architecture.md", "questions");
  expect(questions).toHaveLength(10);
  const wrong = questions.filter(([, file, name]) => {
    const text = readFileSync(join(root, code(file)), "utf8");
    return !new RegExp(
      `(?:function|const|interface|type|class) ${code(name)}\\b`,
    ).test(text);
  });
  expect(wrong).toEqual([]);
});
