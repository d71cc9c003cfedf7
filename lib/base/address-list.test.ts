import { expect, test } from "vitest";
import { isAllowed } from "./address-list.ts";

test("a list admits its addresses and networks, and an empty list admits all", () => {
  const list = ["203.0.113.7", "198.51.100.0/24", "2001:db8::/32"];
  for (const [address, allowed] of [
    ["203.0.113.7", true],
    ["::ffff:203.0.113.7", true],
    ["203.0.113.8", false],
    ["198.51.100.200", true],
    ["2001:db8::1", true],
    ["2001:db9::1", false],
    ["nonsense", false],
    [null, false],
  ] as const)
    expect(isAllowed(address, list), String(address)).toBe(allowed);
  expect(isAllowed(null, [])).toBe(true);
});
