import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

const code = globSync(
  [
    "{app,bench,components,deploy,e2e,lib,sandbox,scripts,server,tests}/**/*.{ts,tsx,mjs}",
    "*.{ts,js}",
    "drizzle/*.sql",
  ],
  { cwd: root },
);
const documents = globSync(
  ["*.md", "{bench,deploy,docs,sandbox,tests}/**/*.md"],
  {
    cwd: root,
  },
);

interface Passage {
  file: string;
  text: string;
}

const read = (file: string) => readFileSync(join(root, file), "utf8");

/** The comments of code, and the whole of documents. */
const passages: Passage[] = [
  ...code.map((file) => ({
    file,
    text: (
      read(file).match(
        /(?<![\w/*"`'])\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/.*|^--.*$/gm,
      ) ?? []
    ).join("\n"),
  })),
  ...documents.map((file) => ({ file, text: read(file) })),
];

/** Every match of a pattern's first group, with the file that holds it. */
const citations = (pattern: RegExp) =>
  passages.flatMap(({ file, text }) =>
    // A citation may be broken over two lines of a comment.
    [...text.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, " ").matchAll(pattern)].map(
      (match) => ({ file, cited: match[1] ?? "" }),
    ),
  );

const unresolved = (
  pattern: RegExp,
  exists: (cited: string, file: string) => boolean,
) =>
  citations(pattern)
    .filter(({ cited, file }) => !exists(cited, file))
    .map(({ cited, file }) => `${file}: ${cited}`);

describe("citations in comments and documents", () => {
  test("every cited section of the protocol exists", () => {
    const sections = new Set(
      [
        ...read("docs/wechat-protocol.md").matchAll(
          /^##+ (\d+(?:\.\d+)?)\.? /gm,
        ),
      ].map((match) => match[1]),
    );
    expect(
      unresolved(
        /(?:protocol|(?<=protocol \d+(?:\.\d+)?(?:,| and| to) )) ?(\d+(?:\.\d+)?)/g,
        (section) => sections.has(section),
      ),
    ).toEqual([]);
  });

  test("every section that the protocol refers to exists in it", () => {
    const text = read("docs/wechat-protocol.md");
    const missing = [...text.matchAll(/sections? (\d+(?:\.\d+)?)/g)]
      .map((match) => match[1] ?? "")
      .filter((section) => !new RegExp(`^##+ ${section}\\.? `, "m").test(text));
    expect(missing).toEqual([]);
  });

  test("every cited decision exists", () => {
    const numbers = globSync("docs/decisions/*.md", { cwd: root }).map(
      (file) => /(\d{3})-/.exec(file)?.[1],
    );
    expect(
      unresolved(/\bdecisions? (\d{2,3})\b/gi, (number) =>
        numbers.includes(number),
      ),
    ).toEqual([]);
  });

  test("nothing cites a document outside the repository", () => {
    expect(
      unresolved(
        /(\bdesign (?:rule )?\d+|\.\.\/shared|(?<!\w)\/work\/)/g,
        () => false,
      ).filter((line) => !line.startsWith("tests/architecture/citations")),
    ).toEqual([]);
  });

  test("every path in a comment or a document exists", () => {
    const withoutUrls = /https?:\/\/\S+/g;
    const segment = String.raw`(?:[\w@.$*-]|\([\w-]+\)|\[[\w.]+\])+`;
    const path = new RegExp(
      String.raw`(?<![\w./@*…>}-])(${segment}(?:/${segment})*/${segment}\.(?:tsx?|mjs|md|json|sql|ya?ml|csv|png))\b`,
      "g",
    );
    const missing = passages.flatMap(({ file, text }) =>
      [...text.replace(withoutUrls, "").matchAll(path)]
        .map((match) => match[1] ?? "")
        .filter((cited) => {
          const candidates = [
            join(root, cited),
            join(root, dirname(file), cited),
          ];
          return !candidates.some((candidate) =>
            cited.includes("*")
              ? globSync(cited, { cwd: root }).length > 0
              : existsSync(candidate),
          );
        })
        .map((cited) => `${file}: ${cited}`),
    );
    expect(missing).toEqual([]);
  });
});
