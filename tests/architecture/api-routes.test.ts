import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../app/api/v1");
const index = readFileSync(join(root, "routes.ts"), "utf8");
/** What is no route of the API is answered there. */
const NO_ROUTE = "[...path]/route.ts";

const files = globSync("**/route.ts", { cwd: root })
  .filter((file) => file !== NO_ROUTE)
  .sort();
const pathOf = (file: string) =>
  `/${dirname(file).replaceAll(/\[(\w+)\]/g, "{$1}")}`;

/** The text of each handler's definition, by its method. */
function handlersOf(file: string): Map<string, string> {
  const text = readFileSync(join(root, file), "utf8");
  const parts = text.split(/^export (?:const|function|async function) /m);
  return new Map(
    parts.slice(1).map((part) => [/^\w+/.exec(part)?.[0] ?? "", part]),
  );
}

test("the routes of the API are found", () => {
  expect(files.length).toBeGreaterThan(50);
});

test("each route of the API stands in the index, from which the reference and the test of the policy are made", () => {
  const missing = files
    .filter((file) => !index.includes(`"./${file}"`))
    .map(
      (file) =>
        `add to app/api/v1/routes.ts: import * as <name> from "./${file}"; and "${pathOf(file)}": <name>,`,
    );
  expect(missing).toEqual([]);
  for (const file of files) expect(index, file).toContain(`"${pathOf(file)}":`);
});

test("each handler says what it is for", () => {
  const silent = files.flatMap((file) =>
    [...handlersOf(file)]
      .filter(([, text]) => !text.includes("operation: {"))
      .map(
        ([method]) =>
          `add to ${method} of app/api/v1/${file}: operation: { id: "<verbNoun>", group: "<group>", action: "<of lib/access/policy.ts, or null>", example: { body: … where it takes one } }, and answer: answers.<shape of lib/api/answers> unless it is 204 or a file; and its words to reference.operations of both languages' messages/*/reference.json`,
      ),
  );
  expect(silent).toEqual([]);
});
