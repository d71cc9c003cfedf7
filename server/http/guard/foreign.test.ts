import { expect, test } from "vitest";
import { isForeign } from "./foreign.ts";

const own = "https://console.example";
const asked = (method: string, headers: Record<string, string>) =>
  isForeign({ method, headers: { host: "127.0.0.1:3000", ...headers } }, own);

test("our own pages and programs may make changes", () => {
  expect(asked("POST", {})).toBe(false);
  expect(asked("POST", { origin: own })).toBe(false);
  expect(asked("PUT", { origin: "http://127.0.0.1:3000" })).toBe(false);
  expect(
    asked("DELETE", { origin: own, "sec-fetch-site": "same-origin" }),
  ).toBe(false);
});

test("other origins may not make changes", () => {
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

test("a request with an API key and no cookie may come from any origin", () => {
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

test("another site may link to pages, but neither embed nor load anything", () => {
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
