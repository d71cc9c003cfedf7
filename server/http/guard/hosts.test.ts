import { expect, test } from "vitest";
import { hasOneHost, hostCheck } from "./hosts.ts";

const check = (publicUrl: string) => {
  const isOurs = hostCheck(publicUrl);
  return (host: string | undefined, path: string) =>
    isOurs({ headers: { host } }, path);
};
const isOurs = check("https://Console.example");

test("takes the public host with and without its port, and this machine", () => {
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

test("takes nobody else's name, however it resembles ours", () => {
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

test("tells its health to whoever asks by address", () => {
  for (const path of ["/api/health/live", "/api/health/ready", "/metrics"])
    expect(isOurs("10.0.0.7:3000", path), path).toBe(true);
  for (const path of ["/api/health", "/metrics/x", "/api/health/live/x"])
    expect(isOurs("10.0.0.7:3000", path), path).toBe(false);
});

test("a request names one host, neither none nor two", () => {
  const one = ["Host", "a.example", "accept", "host"];
  expect(hasOneHost({ rawHeaders: one })).toBe(true);
  expect(hasOneHost({ rawHeaders: [...one, "hOST", "b.example"] })).toBe(false);
  expect(hasOneHost({ rawHeaders: ["accept", "host"] })).toBe(false);
});
