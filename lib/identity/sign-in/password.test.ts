import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

test("a password verifies against its own hash and no other", async () => {
  const stored = await hashPassword("correct horse battery");
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword("correct horse battery", stored)).toBe("right");
  expect(await verifyPassword("correct horse batterz", stored)).toBe("wrong");
  expect(await verifyPassword("anything", "no hash at all")).toBe("wrong");
});

test("the same password hashes differently each time", async () => {
  expect(await hashPassword("correct horse battery")).not.toBe(
    await hashPassword("correct horse battery"),
  );
});

test("differently composed characters are the same password", async () => {
  expect(
    await verifyPassword(
      "Cafe\u0301 au lait 12",
      await hashPassword("Caf\u00e9 au lait 12"),
    ),
  ).toBe("right");
});
