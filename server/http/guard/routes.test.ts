import { join } from "node:path";
import { expect, test } from "vitest";
import { readRoutes } from "./routes.ts";

const root = join(import.meta.dirname, "../../..");
const routeOf = readRoutes(
  { app: join(root, "app"), public: join(root, "public") },
  [{ path: /^\/metrics$/, methods: ["GET"] }],
);
const shown = (path: string) => {
  const route = routeOf(path);
  return route && `${route.kind} ${route.allow}`;
};

test("pages, handlers and files are found with their methods", () => {
  expect(shown("/")).toBe("page GET, HEAD, OPTIONS");
  expect(shown("/accounts")).toBe("page GET, HEAD, OPTIONS");
  expect(shown("/accounts/wx1")).toBe("page GET, HEAD, OPTIONS");
  for (const file of ["/icon.svg", "/favicon.ico", "/robots.txt"])
    expect(shown(file)).toBe("file GET, HEAD, OPTIONS");
  expect(shown("/_next/static/chunks/a.js")).toBe("file GET, HEAD, OPTIONS");
  expect(shown("/metrics")).toBe("handler GET, OPTIONS");
  expect(shown("/api/health/live")).toBe("handler GET, HEAD, OPTIONS");
  expect(shown("/api/auth/callback/credentials")).toBe(
    "handler GET, HEAD, OPTIONS, POST",
  );
  expect(shown("/api/v1/accounts/wx1/enable")).toBe("handler OPTIONS, POST");
  expect(shown("/api/wechat/receipts/key")).toBe(
    "handler GET, HEAD, OPTIONS, POST",
  );
});

test("a literal segment wins over a parameter, and both win over the rest of the path", () => {
  expect(shown("/api/v1/accounts/bulk")).toBe("handler OPTIONS, POST");
  expect(shown("/api/v1/accounts/wx1")).toBe(
    "handler DELETE, GET, HEAD, OPTIONS",
  );
  expect(shown("/api/v1/no/such/thing")).toBe(
    "handler DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
  );
});

test("browsers may cache built files for good, public files for a day and nothing else", () => {
  expect(routeOf("/_next/static/chunks/a.js")?.cache).toContain("immutable");
  expect(routeOf("/icon.svg")?.cache).toBe("public, max-age=86400");
  expect(routeOf("/accounts")?.cache).toBeUndefined();
  expect(routeOf("/api/health/live")?.cache).toBeUndefined();
});

test("every other path has no route", () => {
  for (const path of [
    "/accounts/",
    "/Accounts",
    "/accounts.rsc",
    "/accounts/wx1.rsc/x/y",
    "/(console)/accounts",
    "/_next/data/x/accounts.json",
    "/_next/image",
    "/_not-found",
    "/_global-error",
    "/index",
    "/404",
    "/500",
    "/package.json",
    "/.env",
    "/api",
    "/api/v2/accounts",
  ])
    expect(shown(path), path).toBe(null);
});
