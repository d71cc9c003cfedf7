import { expect, test } from "vitest";
import { newRecoveryCode, plainRecoveryCode } from "./recovery-code-text.ts";

test("a recovery code is four groups of six characters, never the same", () => {
  const codes = Array.from({ length: 50 }, newRecoveryCode);
  for (const code of codes)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{6}-){3}[0-9A-HJKMNP-TV-Z]{6}$/);
  expect(new Set(codes).size).toBe(50);
});

test("a recovery code may be typed in lower case, with blanks and look-alike letters", () => {
  expect(plainRecoveryCode(" o1abcd-ilEFGH 234567-89jkmn")).toBe(
    plainRecoveryCode("01ABCD-11EFGH-234567-89JKMN"),
  );
});
