import { expect, test } from "vitest";
import { answerHeaders } from "./answer-headers.ts";

const headers = answerHeaders({
  publicUrl: "https://console.example",
  pictures: ["http://localhost:3001"],
  dev: false,
});
const directives = (policy: string) =>
  new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );

test("the scripts of a page run only with its nonce, which no other page shares", () => {
  const [one, other] = [headers.page("/"), headers.page("/")];
  expect(one.policy).not.toBe(other.policy);
  expect(one.headers["content-security-policy"]).toBe(one.policy);
  const policy = directives(one.policy);
  expect(policy.get("default-src")).toBe("'none'");
  expect(policy.get("script-src")).toMatch(
    /^'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/,
  );
  expect(policy.get("frame-ancestors")).toBe("'none'");
  expect(policy.get("img-src")).toContain("http://localhost:3001");
  expect(one.policy).not.toContain("unsafe");
});

test("only the page behind the QR code sends a referrer", () => {
  expect(headers.page("/authorize/abc").headers["referrer-policy"]).toBe(
    "origin",
  );
  for (const path of ["/", "/accounts", "/authorize", "/setup/abc"])
    expect(headers.page(path).headers["referrer-policy"], path).toBe(
      "no-referrer",
    );
  expect(headers.data["referrer-policy"]).toBe("no-referrer");
});

test("HSTS is sent when the public address is https", () => {
  expect(headers.data["strict-transport-security"]).toContain("max-age=");
  const plain = answerHeaders({
    publicUrl: "http://localhost:3000",
    pictures: [],
    dev: false,
  });
  expect(plain.data["strict-transport-security"]).toBeUndefined();
  expect(plain.page("/").policy).not.toContain("upgrade-insecure-requests");
});
