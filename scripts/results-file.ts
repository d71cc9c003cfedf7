import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** The part of a RESULTS.md that one run writes. */
interface Section {
  /** The text above all sections. */
  head: string;
  name: string;
  /** Without its title. */
  text: string;
}

/** Results with one section in the place of its former one, by name; the others stay as they are. */
export function withSection(
  results: string,
  { head, name, text }: Section,
): string {
  const others = results
    .split(/^(?=## )/m)
    .slice(results.startsWith("## ") ? 0 : 1)
    .map((section) => section.trim())
    .filter((section) => !section.startsWith(`## ${name}\n`));
  const sections = [...others, `## ${name}\n\n${text.trim()}`].sort();
  return `${[head.trim(), ...sections].join("\n\n")}\n`;
}

/** Writes one section of a file of results. */
export function keepSection(file: string, section: Section): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, withSection(before, section));
}
