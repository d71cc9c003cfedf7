import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { configurationPage } from "../../scripts/configuration-page.ts";
import { root, tableOf, words } from "./markdown.ts";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const foldersOf = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const documents = globSync(
  ["*.md", "{bench,deploy,docs,sandbox,tests}/**/*.md"],
  {
    cwd: root,
  },
);

describe("the documents", () => {
  test("every relative link leads to a file", () => {
    const broken = documents.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => match[1] ?? "")
        .filter((link) => !existsSync(join(root, dirname(file), link)))
        .map((link) => `${file}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test("the README is a front page of at most 8 KB", () => {
    expect(Buffer.byteLength(read("README.md"))).toBeLessThanOrEqual(8192);
  });

  test("docs/configuration.md is what `npm run generate` writes", async () => {
    expect(read("docs/configuration.md")).toBe(await configurationPage());
  });

  test("the index of decisions names every decision once", () => {
    const listed = [
      ...read("docs/decisions/index.md").matchAll(/\((\d{3}-[\w-]+\.md)\)/g),
    ].map((match) => match[1]);
    const files = readdirSync(join(root, "docs/decisions")).filter((file) =>
      /^\d/.test(file),
    );
    expect(listed.sort()).toEqual(files.sort());
  });
});

describe("docs/architecture.md", () => {
  test("its table of modules is the table that the imports are checked against", () => {
    const source =
      /const standsOn[^=]*= \{([\s\S]*?)\n\};/.exec(
        read("tests/architecture/modules.test.ts"),
      )?.[1] ?? "";
    const checked = new Map(
      [...source.matchAll(/"?([\w-]+)"?: \[([^\]]*)\]/g)].map((match) => [
        match[1],
        [...(match[2] ?? "").matchAll(/"([\w-]+)"/g)].map((word) => word[1]),
      ]),
    );
    const documented = new Map(
      tableOf("docs/architecture.md", "standsOn").map(([module, below]) => [
        module,
        words(below),
      ]),
    );
    expect(documented).toEqual(checked);
  });

  test("its table of owners is the table that the writes are checked against", () => {
    const checked = [
      ...read("tests/architecture/table-owners.test.ts").matchAll(
        /^ {2}(\w+): "([\w-]+)",$/gm,
      ),
    ].map((match) => `${match[1]} ${match[2]}`);
    const documented = tableOf("docs/architecture.md", "owners").flatMap(
      ([module, tables = ""]) =>
        [...tables.matchAll(/`(\w+)`/g)].map(
          (match) => `${match[1]} ${module}`,
        ),
    );
    expect(documented.sort()).toEqual(checked.sort());
  });

  const subjects = tableOf("docs/architecture.md", "subjects");
  const column = (index: number) => [
    ...new Set(subjects.flatMap((row) => words(row[index]))),
  ];

  test("its table of subjects names every component folder and no other", () => {
    expect(column(2).sort()).toEqual(foldersOf("components"));
  });

  test.each(["en", "zh-CN"])(
    "its table of subjects names every message file of %s and no other",
    (language) => {
      expect(column(3).sort()).toEqual(
        readdirSync(join(root, "messages", language))
          .map((file) => file.replace(/\.json$/, ""))
          .sort(),
      );
    },
  );

  test("its table of subjects names folders of lib and addresses that exist", () => {
    const missing = [
      ...column(1)
        .map((folder) => `lib/${folder}`)
        .filter((folder) => !existsSync(join(root, folder))),
      ...column(4).filter(
        (address) =>
          !existsSync(join(root, "app", address)) &&
          !existsSync(join(root, "app/(console)", address)),
      ),
    ];
    expect(missing).toEqual([]);
  });

  test("a message file has the word of a component folder, in camelCase", () => {
    const ofComponents = column(2).map((word) =>
      word.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    );
    expect(column(3).filter((file) => !ofComponents.includes(file))).toEqual([
      "operations",
      "api",
      "wechatErrors",
      "common",
    ]);
  });
});
