import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { ask } from "../../harness/ask.ts";
import { createTestDatabase } from "../../harness/cluster.ts";
import { type Console, startConsole } from "../../harness/console.ts";

const folder = join(import.meta.dirname, "../../../public");
const TYPES: Record<string, string> = {
  ico: "image/x-icon",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=UTF-8",
  webmanifest: "application/manifest+json",
};
const html = { accept: "text/html" };
const extensionOf = (file: string) => file.split(".").at(-1) ?? "";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let console: Console;
beforeAll(async () => {
  database = await createTestDatabase(inject("clusterUrl"));
  console = await startConsole({
    DATABASE_URL: database.url,
    PUBLIC_URL: "https://console.example",
    SANDBOX: "off",
  });
});
afterAll(async () => {
  await console.stop();
  await database.drop();
});
const get = (path: string, headers: Record<string, string> = {}) =>
  ask(console.origin, path, {
    headers: { host: "console.example", ...headers },
  });
const send = (path: string, method: string) =>
  ask(console.origin, path, { method, headers: { host: "console.example" } });

test("public files are served to everyone with their type, and may be cached for a day", async () => {
  for (const file of readdirSync(folder)) {
    const answer = await get(`/${file}`);
    expect(answer.status, file).toBe(200);
    expect(answer.headers, file).toMatchObject({
      "content-type": TYPES[extensionOf(file)],
      "content-length": String(readFileSync(join(folder, file)).length),
      "cache-control": "public, max-age=86400",
      "x-content-type-options": "nosniff",
      "content-security-policy":
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    });
    expect(answer.headers["set-cookie"], file).toBeUndefined();
  }
});

test("HEAD answers as GET without the body, and a cached file is not sent again", async () => {
  for (const file of readdirSync(folder)) {
    const { headers } = await get(`/${file}`);
    const head = await send(`/${file}`, "HEAD");
    expect([head.status, head.text], file).toEqual([200, ""]);
    for (const name of ["content-type", "content-length", "cache-control"])
      expect(head.headers[name], `${file} ${name}`).toBe(headers[name]);
    const again = await get(`/${file}`, {
      "if-none-match": String(headers.etag),
    });
    expect([again.status, again.text], file).toEqual([304, ""]);
  }
});

test("public files cannot be written, and others are not found and not cached", async () => {
  const written = await send("/robots.txt", "POST");
  expect([written.status, written.headers.allow]).toEqual([
    405,
    "GET, HEAD, OPTIONS",
  ]);
  for (const path of [
    "/none.png",
    "/public/icon.svg",
    "/_next/static/none.js",
  ]) {
    const answer = await get(path);
    expect(answer.status, path).toBe(404);
    expect(answer.headers["cache-control"], path).toContain("no-store");
  }
});

test("built scripts may be cached for good, pages not at all", async () => {
  const page = await get("/sign-in", html);
  const script = /\/_next\/static\/[^"]+\.js/.exec(page.text)?.[0] ?? "";
  expect((await get(script)).headers["cache-control"]).toBe(
    "public, max-age=31536000, immutable",
  );
  expect(page.headers["cache-control"]).toContain("no-store");
});

test("pages name the icons, the manifest and the picture for links, and allow the manifest", async () => {
  const { text, headers } = await get("/sign-in", html);
  for (const file of [
    "/favicon.ico",
    "/icon.svg",
    "/icon-dark.svg",
    "/apple-touch-icon.png",
    "/site.webmanifest",
  ])
    expect(text).toContain(`href="${file}"`);
  expect(text).toContain("https://console.example/social.png");
  expect(text).toContain('content="noindex, nofollow"');
  expect(headers["content-security-policy"]).toContain("manifest-src 'self'");
});
