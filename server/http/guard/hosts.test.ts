import { expect, test } from "vitest";
import { hasOneHost, hostCheck } from "./hosts.ts";

const check = (publicUrl: string) => {
  const isOurs = hostCheck(publicUrl);
  return (host: string | undefined, path: string) =>
    isOurs({ headers: { host } }, path);
};
const isOurs = check("https://Console.example");

test("the public host is accepted with and without its port, and so is this machine", () => {
  for (const host of [
    "console.example",
    "CONSOLE.example",
    "console.example:443",
    "localhost:3000",
    "127.0.0.1:3000",
    "[::1]:9000",
    "localhost",
  ])
    expect(isOurs(host, "/accounts"), host).toBe(true);
  expect(check("http://localhost:3000")("localhost:3000", "/")).toBe(true);
  expect(check("https://a.example:8443")("a.example", "/")).toBe(true);
});

test("every other host is refused, however similar", () => {
  for (const host of [
    undefined,
    "",
    "evil.example",
    "console.example.evil.example",
    "evil-console.example",
    "console.example.",
    "console.example:8080",
    "console.example@evil.example",
    "localhost.evil.example:3000",
    "127.0.0.1.evil.example",
    "10.0.0.7:3000",
    "localhost:3000:1",
  ])
    expect(isOurs(host, "/accounts"), host).toBe(false);
});

test("health and metrics are answered under any host", () => {
  for (const path of ["/api/health/live", "/api/health/ready", "/metrics"])
    expect(isOurs("10.0.0.7:3000", path), path).toBe(true);
  for (const path of ["/api/health", "/metrics/x", "/api/health/live/x"])
    expect(isOurs("10.0.0.7:3000", path), path).toBe(false);
});

test("a request must have exactly one host", () => {
  const one = ["Host", "a.example", "accept", "host"];
  expect(hasOneHost({ rawHeaders: one })).toBe(true);
  expect(hasOneHost({ rawHeaders: [...one, "hOST", "b.example"] })).toBe(false);
  expect(hasOneHost({ rawHeaders: ["accept", "host"] })).toBe(false);
});
