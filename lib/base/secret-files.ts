import { readFileSync } from "node:fs";
import { environmentVariables } from "./env-schema.ts";

type Source = Readonly<Record<string, string | undefined>>;

/** The contents of the `NAME_FILE` files by the secret's name, and one line for each unusable file. */
export interface SecretFiles {
  values: Record<string, string>;
  /** Names neither path nor content, since a secret may have been entered instead of a path. */
  problems: string[];
}

export const fileVariable = (name: string) => `${name}_FILE`;

/** Reads secrets from files, without trailing line breaks. */
export function readSecretFiles(source: Source): SecretFiles {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const { name } of environmentVariables.filter(({ secret }) => secret)) {
    const variable = fileVariable(name);
    const path = source[variable];
    if (!path) continue;
    if (source[name]) {
      problems.push(`${name} and ${variable} are both set: remove one of them`);
      continue;
    }
    const content = readFile(path);
    if (content.text) values[name] = content.text;
    else problems.push(`${variable} ${content.problem}`);
  }
  return { values, problems };
}

function readFile(path: string): { text: string; problem: string } {
  try {
    const text = readFileSync(path, "utf8").replace(/[\r\n]+$/, "");
    return { text, problem: "names an empty file" };
  } catch (error) {
    const code =
      error instanceof Error && "code" in error ? String(error.code) : "error";
    return { text: "", problem: `names a file that cannot be read (${code})` };
  }
}
