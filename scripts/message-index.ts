import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { format } from "prettier";

/** `lib/base/i18n/messages.ts`: every message file of both languages, imported by name so that its types are known. */
export async function messageIndex(): Promise<string> {
  const areas = globSync("*.json", {
    cwd: join(import.meta.dirname, "..", "messages", "zh-CN"),
  })
    .map((file) => basename(file, ".json"))
    .sort();
  const imports = (language: string, suffix: string) =>
    areas.map(
      (area) =>
        `import ${area}${suffix} from "#messages/${language}/${area}.json";`,
    );
  const table = (suffix: string) =>
    `{ ${areas.map((area) => `${area}: ${area}${suffix}`).join(", ")} }`;
  return format(
    `// Generated from the files of messages by \`npm run generate\`.
${[...imports("zh-CN", "Chinese"), ...imports("en", "English")].join("\n")}
import type { Locale } from "./locale.ts";

const chinese = ${table("Chinese")};

const english = ${table("English")};

/** All sentences of the console; English has the same keys, which a test checks. */
export type Messages = typeof chinese;

/** The sentences of one language, by area. */
export function messagesOf(locale: Locale): Messages {
  return locale === "en" ? english : chinese;
}
`,
    { parser: "typescript" },
  );
}
