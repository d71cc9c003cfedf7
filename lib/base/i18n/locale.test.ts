import { expect, test } from "vitest";
import { localeOf } from "./locale.ts";

test("what was chosen counts before what the browser prefers, and Chinese comes first otherwise", () => {
  expect(localeOf("en", "zh-CN,zh;q=0.9")).toBe("en");
  expect(localeOf(undefined, "en-GB,en;q=0.9,zh;q=0.8")).toBe("en");
  expect(localeOf(undefined, "fr-FR,zh-TW;q=0.8,en;q=0.5")).toBe("zh-CN");
  expect(localeOf("xx", null)).toBe("zh-CN");
});
