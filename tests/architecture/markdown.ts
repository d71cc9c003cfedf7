import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..", "..");

/** The rows of the table between the comments `<!-- name -->` and `<!-- /name -->` of a document, without its heading. */
export function tableOf(document: string, name: string): string[][] {
  const text = readFileSync(join(root, document), "utf8");
  const body = text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0];
  if (body === undefined) throw new Error(`${document} has no table ${name}`);
  return body
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The words of a cell that lists several. */
export const words = (cell = ""): string[] =>
  cell.split(/,\s*/).filter((word) => word !== "");
