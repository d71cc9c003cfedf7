import { matchesGlob } from "node:path";

export interface Instruction {
  name: string;
  /** As written, with continued lines joined. */
  text: string;
}

export interface Stage {
  name: string;
  /** The stage or the image that it begins with. */
  from: string;
  instructions: Instruction[];
}

/** Reads the stages of a Dockerfile; what comes before the first `FROM` (its `ARG`s) is filled in. */
export function readDockerfile(text: string): Stage[] {
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, "")
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const args = new Map<string, string>();
  const stages: Stage[] = [];
  for (const line of lines) {
    const [name = "", ...rest] = line.split(/\s+/);
    const stage = stages.at(-1);
    if (name === "ARG" && !stage) {
      const [key = "", value = ""] = rest.join(" ").split("=");
      args.set(key, value);
    } else if (name === "FROM") {
      const from = (rest[0] ?? "").replace(
        /\$\{(\w+)\}/g,
        (_, key: string) => args.get(key) ?? "",
      );
      stages.push({ name: rest[2] ?? "", from, instructions: [] });
    } else
      stage?.instructions.push({
        name,
        text: line.slice(name.length).trim(),
      });
  }
  return stages;
}

/** Which of these files a build may copy, by a `.dockerignore`: the last pattern that matches decides. */
export function contextFiles(files: string[], ignore: string): string[] {
  const patterns = ignore
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({
      glob: line.replace(/^!/, ""),
      keeps: line.startsWith("!"),
    }));
  return files.filter((file) => {
    const parts = file.split("/");
    const paths = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
    const last = patterns.findLast(
      // Node.js leaves names that begin with a dot out of `*`, Docker does not.
      ({ glob }) =>
        glob === "*" || paths.some((path) => matchesGlob(path, glob)),
    );
    return last?.keeps ?? true;
  });
}
