import { expect, test } from "vitest";
import { localeOf } from "./locale.ts";

test("the chosen language wins over the browser's, and Chinese is the default", () => {
  expect(localeOf("en", "zh-CN,zh;q=0.9")).toBe("en");
  expect(localeOf(undefined, "en-GB,en;q=0.9,zh;q=0.8")).toBe("en");
  expect(localeOf(undefined, "fr-FR,zh-TW;q=0.8,en;q=0.5")).toBe("zh-CN");
  expect(localeOf("xx", null)).toBe("zh-CN");
});
