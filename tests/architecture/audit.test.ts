import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { auditAreas } from "#lib/audit/log/areas.ts";
import { messagesOf } from "#lib/base/i18n/messages.ts";

const root = join(import.meta.dirname, "..", "..");

/** The possible values of the computed part of an action's name. */
const verbs: Record<string, string[]> = {
  "account.": ["authorized", "updated"],
  "user_property.": ["updated", "restored", "retired"],
};

/** Every action that the program writes into the audit log. */
function actions(): Set<string> {
  const found = new Set<string>();
  for (const file of globSync("{lib,server}/**/*.ts", { cwd: root })) {
    if (file.includes(".test.")) continue;
    const text = readFileSync(join(root, file), "utf8");
    for (const [, literal, computed] of text.matchAll(
      /\baction: (?:"(\w+\.\w+)"|`(\w+\.)\$\{)/g,
    ))
      if (literal) found.add(literal);
      else
        for (const verb of verbs[computed ?? ""] ?? [`unknown verb`])
          found.add(`${computed ?? ""}${verb}`);
  }
  return found;
}

const written = [...actions()].sort();

describe("the actions of the audit log", () => {
  test("the actions are found in the sources", () => {
    expect(written.length).toBeGreaterThan(30);
    expect(written).toContain("request.refused");
  });

  test.each(["zh-CN", "en"] as const)(
    "each action has its words in %s",
    (locale) => {
      const words: Record<string, Record<string, string>> = messagesOf(locale)
        .audit.actions;
      const labelled = Object.entries(words).flatMap(([noun, verbs]) =>
        Object.keys(verbs).map((verb) => `${noun}.${verb}`),
      );
      expect(labelled.sort()).toEqual(written);
    },
  );

  test("each action belongs to one filter area", () => {
    const nouns = Object.values(auditAreas).flatMap((area): string[] => [
      ...area,
    ]);
    expect(nouns.sort()).toEqual(
      [...new Set(written.map((action) => action.split(".")[0]))].sort(),
    );
  });
});
