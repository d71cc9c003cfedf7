import { expect, test } from "vitest";
import { newTotpSecret, stepOfCode, totpUri } from "./one-time-code.ts";

/** "12345678901234567890", the secret of RFC 6238's appendix B, whose codes end in these six digits. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test("codes are those of RFC 6238", () => {
  for (const [seconds, code] of [
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [20_000_000_000, "353130"],
  ] as const)
    expect(stepOfCode(SECRET, code, seconds)).toBe(Math.floor(seconds / 30));
});

test("a code is valid in its period and the adjacent ones, and names its period", () => {
  const at = (seconds: number) => stepOfCode(SECRET, "287082", seconds);
  expect([at(0), at(30), at(60), at(89)]).toEqual([1, 1, 1, 1]);
  expect([at(90), at(3_000)]).toEqual([null, null]);
});

test("the QR code contains the secret, the member and the issuer", () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const uri = new URL(totpUri(secret, "mei@example.com"));
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    "otpauth:",
    "totp",
    "/Lingpai:mei@example.com",
  ]);
  expect(uri.searchParams.get("secret")).toBe(secret);
});
