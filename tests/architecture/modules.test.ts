import { describe, expect, test } from "vitest";
import { dirname } from "node:path";
import { imports, shown, sources } from "./source-files.ts";

/**
 * The rule of `lib`: a module may import the modules listed for it, and those that they may import in turn. The table
 * begins with modules free of business logic; those for people and for WeChat follow; at the end are those that use both.
 */
const standsOn: Record<string, string[]> = {
  base: [],
  wechat: [],
  access: ["base"],
  audit: ["access"],
  webhooks: ["audit"],
  identity: ["audit"],
  credentials: ["webhooks", "wechat"],
  accounts: ["credentials"],
  authorization: ["accounts"],
  "mini-programs": ["accounts"],
  callbacks: ["authorization", "mini-programs"],
  monitoring: ["credentials"],
  gateway: ["identity", "credentials"],
  api: ["identity", "wechat"],
  maintenance: ["callbacks", "monitoring", "api"],
};

const moduleOf = (file: string) => file.split("/")[1] ?? "";

function reachable(module: string): Set<string> {
  const found = new Set([module]);
  for (const name of found)
    for (const below of standsOn[name] ?? []) found.add(below);
  return found;
}

const inLib = imports.filter(
  ({ from, to }) => from.startsWith("lib/") && to.startsWith("lib/"),
);

const forbidden = (rule: (from: string) => Set<string>) =>
  inLib.filter(({ from, to }) => !rule(moduleOf(from)).has(moduleOf(to)));

describe("the modules of lib", () => {
  test("the folders of lib and the words of the table are the same", () => {
    expect(
      [
        ...new Set(sources.filter((f) => f.startsWith("lib/")).map(moduleOf)),
      ].sort(),
    ).toEqual(Object.keys(standsOn).sort());
  });

  test("a module imports only modules that it may depend on", () => {
    expect(forbidden(reachable).map(shown)).toEqual([]);
  });

  test("every word of the table is needed", () => {
    const idle = Object.entries(standsOn).flatMap(([module, below]) =>
      below
        .filter((word) => {
          const rest = {
            ...standsOn,
            [module]: below.filter((other) => other !== word),
          };
          const without = (from: string) => {
            const found = new Set([from]);
            for (const name of found)
              for (const next of rest[name] ?? []) found.add(next);
            return found;
          };
          return forbidden(without).length === 0;
        })
        .map((word) => `${module} → ${word}`),
    );
    expect(idle).toEqual([]);
  });

  test("a folder is imported by its public entry only", () => {
    expect(
      inLib
        .filter(({ from, to }) => dirname(from) !== dirname(to) && !isEntry(to))
        .map(shown),
    ).toEqual([]);
  });
});

const isEntry = (file: string) =>
  /\/(index|kinds)\.ts$/.test(file) ||
  /^lib\/base\/[^/]+\.ts$/.test(file) ||
  file === "lib/callbacks/handlers.ts";
