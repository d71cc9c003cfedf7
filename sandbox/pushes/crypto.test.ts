import { expect, test } from "vitest";
import { decrypt, encrypt, sign } from "./crypto.ts";

const A43 = "A".repeat(43);

test("the sandbox signs and encrypts like WeChat's published reply (vector V1)", () => {
  const encrypted = encrypt(
    "<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>",
    "wx134c8103faa5a59e",
    A43,
    Buffer.from("999951349e8ee746"),
  );
  expect(encrypted).toBe(
    "hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11MI7d6WELwqrGd7jMnV0zv3Zc9Nq7",
  );
  expect(sign("AAAAA", "1713424427", "415670741", encrypted)).toBe(
    "03e0812039325c2712ef5f0f980fd14c70d6e307",
  );
  expect(decrypt(encrypted, A43).appid).toBe("wx134c8103faa5a59e");
});
