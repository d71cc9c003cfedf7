import { expect, test } from "vitest";
import { keyIdOf, open, seal } from "./seal.ts";

const context = { table: "components", column: "app_secret", row: "wx1" };

test("a sealed value opens only in its own context", () => {
  const blob = seal("top secret", context);
  expect(blob).toMatch(/^test\./);
  expect(blob).not.toContain("top secret");
  expect(open(blob, context)).toBe("top secret");
  for (const other of [
    { ...context, row: "wx2" },
    { ...context, column: "token" },
    { ...context, table: "accounts" },
  ])
    expect(() => open(blob, other)).toThrow(
      expect.objectContaining({ code: "not_authentic" }),
    );
});

test("a blob that was changed, cut or sealed with another key is refused without a hint", () => {
  const blob = seal("top secret", context);
  expect(() => open(`${blob.slice(0, -2)}AA`, context)).toThrow(
    expect.objectContaining({ code: "not_authentic" }),
  );
  expect(() => open(blob.slice(0, 10), context)).toThrow(
    expect.objectContaining({ code: "not_authentic" }),
  );
  expect(() => open(blob.replace("test.", "gone."), context)).toThrow(
    /sealed with key "gone"/,
  );
});

test("the same secret is sealed differently each time", () => {
  expect(seal("a", context)).not.toBe(seal("a", context));
});

test("the key id is shown for sealed blobs only", () => {
  expect(keyIdOf(seal("a", context))).toBe("test");
  for (const text of ["", "a-secret-in-plain", "two words.rest"])
    expect(keyIdOf(text)).toBeNull();
  expect(() => open("a-secret-in-plain", context)).toThrow(
    "the secret in components.app_secret names no key",
  );
});

test("a key that SECRET_KEYS does not hold cannot seal", () => {
  expect(() => seal("a", context, "gone")).toThrow(
    expect.objectContaining({ code: "unknown_key" }),
  );
});
