import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..", "..");
const read = (file: string): unknown =>
  JSON.parse(readFileSync(join(root, file), "utf8"));

const floors = z
  .array(
    z.strictObject({
      package: z.string(),
      lowest: z.string().regex(/^\d+\.\d+\.\d+$/),
      advisories: z
        .array(z.string().regex(/^(?:GHSA(?:-[\da-z]{4}){3}|CVE-\d{4}-\d+)$/))
        .min(1),
      why: z.string().min(10),
    }),
  )
  .parse(read("tests/architecture/floors.json"));

const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        dev: z.boolean().optional(),
        dependencies: z.record(z.string(), z.string()).optional(),
      }),
    ),
  })
  .parse(read("package-lock.json"));

/** What the console ships and what of it an attacker's bytes reach. */
const EXPOSED = [
  "next",
  "react",
  "react-dom",
  "next-auth",
  "next-intl",
  "undici",
  "fast-xml-parser",
  "drizzle-orm",
  "pg",
  "zod",
  "jose",
  "cookie",
  "node",
];

/** Every copy of a package that is installed beyond development. */
const installed = (name: string) =>
  Object.entries(packages)
    .filter(([path, { dev }]) => path.endsWith(`node_modules/${name}`) && !dev)
    .map(([path, { version = "" }]) => ({ path, version }));

function isBelow(version: string, lowest: string): boolean {
  const [main = "", prerelease] = version.split("-");
  const [have, want] = [main, lowest].map((text) =>
    text.split(".").map(Number),
  );
  for (const [index, number] of (want ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - number;
    if (difference !== 0) return difference < 0;
  }
  // A prerelease comes before what it prepares.
  return prerelease !== undefined;
}

test("versions are compared as numbers, and a prerelease comes before its release", () => {
  expect(isBelow("16.3.2", "16.3.3")).toBe(true);
  expect(isBelow("16.4.0", "16.3.3")).toBe(false);
  expect(isBelow("9.0.0", "16.3.3")).toBe(true);
  expect(isBelow("16.3.3", "16.3.3")).toBe(false);
  expect(isBelow("16.3.3-canary.1", "16.3.3")).toBe(true);
});

test("each exposed dependency has a minimum version", () => {
  const named = floors.map((floor) => floor.package);
  expect(new Set(named).size).toBe(named.length);
  expect(named).toEqual(expect.arrayContaining(EXPOSED));
});

test.each(floors)(
  "$package is installed, at $lowest or newer everywhere",
  ({ package: name, lowest }) => {
    const copies = installed(name);
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.filter(({ version }) => isBelow(version, lowest))).toEqual(
      [],
    );
  },
);
