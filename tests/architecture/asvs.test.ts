import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..", "..");

const rows = z
  .array(
    z.strictObject({
      id: z.string().regex(/^\d+\.\d+\.\d+$/),
      level: z.enum(["1", "2"]),
      requirement: z.string().min(3),
      applies: z.enum(["yes", "no"]),
      status: z.enum(["met", "gap", "not applicable"]),
      evidence: z.string(),
      note: z.string(),
    }),
  )
  .parse(
    Papa.parse(readFileSync(join(root, "docs/security/asvs.csv"), "utf8"), {
      header: true,
      skipEmptyLines: true,
    }).data,
  );

/** Requirements of ASVS 5.0 by level. */
const REQUIREMENTS = { "1": 70, "2": 183 };

const evidence = (text: string) => text.split("; ").filter(Boolean);

test("every requirement of levels 1 and 2 is answered exactly once", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const [level, count] of Object.entries(REQUIREMENTS))
    expect(rows.filter((row) => row.level === level)).toHaveLength(count);
});

test("a requirement that is not applicable or not met gives a reason", () => {
  const silent = rows.filter(
    ({ status, note }) => status !== "met" && note === "",
  );
  expect(silent.map(({ id }) => id)).toEqual([]);
  for (const { id, applies, status } of rows)
    expect(applies === "no", id).toBe(status === "not applicable");
});

test("a requirement that is met names an existing test or file", () => {
  const unproven = rows.filter(
    ({ status, evidence: text }) =>
      status === "met" && evidence(text).length === 0,
  );
  expect(unproven.map(({ id }) => id)).toEqual([]);
  const missing = rows.flatMap(({ id, evidence: text }) =>
    evidence(text)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${id}: ${path}`),
  );
  expect(missing).toEqual([]);
});
