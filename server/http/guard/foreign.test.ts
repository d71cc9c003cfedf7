import { expect, test } from "vitest";
import { isForeign } from "./foreign.ts";

const own = "https://console.example";
const asked = (method: string, headers: Record<string, string>) =>
  isForeign({ method, headers: { host: "127.0.0.1:3000", ...headers } }, own);

test("a change may come from our own pages and from programs", () => {
  expect(asked("POST", {})).toBe(false);
  expect(asked("POST", { origin: own })).toBe(false);
  expect(asked("PUT", { origin: "http://127.0.0.1:3000" })).toBe(false);
  expect(
    asked("DELETE", { origin: own, "sec-fetch-site": "same-origin" }),
  ).toBe(false);
});

test("a change may not come from elsewhere", () => {
  const attacks: Record<string, string>[] = [
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: "https://console.example.evil.example" },
    { origin: "http://127.0.0.1:4000" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: own },
    { "sec-fetch-site": "none" },
  ];
  for (const headers of attacks)
    expect(asked("POST", headers), JSON.stringify(headers)).toBe(true);
});

test("who sends a key and nothing else may come from wherever they are", () => {
  const elsewhere = {
    origin: "https://tool.example",
    "sec-fetch-site": "cross-site",
    authorization: "Bearer lp_0123",
  };
  expect(asked("POST", elsewhere)).toBe(false);
  expect(asked("GET", elsewhere)).toBe(false);
  expect(asked("POST", { ...elsewhere, cookie: "a=b" })).toBe(true);
  expect(asked("POST", { ...elsewhere, authorization: "Basic YTpi" })).toBe(
    true,
  );
});

test("another site may lead people here, but neither show nor load anything of ours", () => {
  const cross = { "sec-fetch-site": "cross-site" };
  expect(
    asked("GET", {
      ...cross,
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    }),
  ).toBe(false);
  for (const [mode, dest] of [
    ["no-cors", "image"],
    ["cors", "empty"],
    ["navigate", "iframe"],
    ["navigate", "object"],
  ] as const)
    expect(
      asked("GET", {
        ...cross,
        "sec-fetch-mode": mode,
        "sec-fetch-dest": dest,
      }),
      dest,
    ).toBe(true);
});
