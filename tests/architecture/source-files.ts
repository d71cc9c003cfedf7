import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** One import of one source file; paths are relative to the root of the repository. */
export interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

export const shown = ({ from, to }: Import): string => `${from} → ${to}`;

/** The product's own sources, without tests. */
export const sources = globSync(
  ["{app,components,lib,sandbox,server,scripts}/**/*.{ts,tsx}"],
  { cwd: root },
).filter((file) => !file.includes(".test."));

/** What a source file says. */
export const text = (file: string) => readFileSync(join(root, file), "utf8");

function importsOf(file: string): Import[] {
  const statements = text(file).matchAll(
    /(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+\s+from\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...statements].map((match) => {
    const target = match[2] ?? match[3] ?? "";
    const to = target.startsWith("#")
      ? target.slice(1)
      : target.startsWith(".")
        ? posix.join(dirname(file), target)
        : target;
    const braces = /\{([^}]*)\}/.exec(match[0])?.[1];
    const allTypes =
      braces !== undefined &&
      braces
        .split(",")
        .every((name) => name.trim() === "" || name.trim().startsWith("type "));
    return { from: file, to, typeOnly: match[1] !== undefined || allTypes };
  });
}

export const imports = sources.flatMap(importsOf);
