import { describe, expect, test } from "vitest";
import { messagesOf } from "#lib/base/i18n/messages.ts";
import { guideOf, topics } from "./guides.ts";
import { accountTypes } from "#lib/accounts/kinds.ts";

describe("the guides for merchants", () => {
  test("an Official Account can be updated in two ways, and a Mini Program in three", () => {
    expect(guideOf("update", "official_account").ways).toEqual([
      "rescan",
      "assistant",
    ]);
    expect(guideOf("update", "mini_program").ways).toHaveLength(3);
  });

  test("each type is deauthorized in its own console or by the assistant", () => {
    for (const type of accountTypes)
      expect(guideOf("deauthorize", type).ways).toEqual([
        `console_${type}`,
        "assistant",
      ]);
  });

  test("every way and note has its text in both languages, and no text is unused", () => {
    for (const locale of ["zh-CN", "en"] as const)
      for (const topic of topics) {
        const words = messagesOf(locale).guidance.topics[topic];
        const guides = accountTypes.map((type) => guideOf(topic, type));
        expect(Object.keys(words.ways).sort(), `${locale} ${topic}`).toEqual(
          [...new Set(guides.flatMap(({ ways }) => ways))].sort(),
        );
        expect(Object.keys(words.notes).sort(), `${locale} ${topic}`).toEqual(
          [...new Set(guides.flatMap(({ notes }) => notes))].sort(),
        );
      }
  });
});
