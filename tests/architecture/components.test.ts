import { describe, expect, test } from "vitest";
import { type Import, imports, shown, sources, text } from "./source-files.ts";

const top = (file: string) => file.split("/")[0] ?? "";
const inFolder = (folder: string) => (file: string) =>
  file.startsWith(`${folder}/`);

/** The imports that a rule forbids, as text. */
const breaking = (rule: (one: Import) => boolean) =>
  imports.filter(rule).map(shown);

describe("the folders of the repository", () => {
  test("the files are found and their imports read", () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(imports.length).toBeGreaterThan(500);
  });

  test("nothing imports app", () => {
    expect(
      breaking(({ from, to }) => top(to) === "app" && top(from) !== "app"),
    ).toEqual([]);
  });

  test("components take nothing from lib but types, and lists of values from kinds.ts", () => {
    expect(
      breaking(
        ({ from, to, typeOnly }) =>
          top(from) === "components" &&
          top(to) === "lib" &&
          !typeOnly &&
          !to.endsWith("/kinds.ts"),
      ),
    ).toEqual([]);
  });

  test("components/ui knows no other folder", () => {
    const inUi = inFolder("components/ui");
    expect(
      breaking(
        ({ from, to }) =>
          inUi(from) &&
          !inUi(to) &&
          ["lib", "app", "components"].includes(top(to)),
      ),
    ).toEqual([]);
  });

  test("a kinds.ts imports nothing but other kinds.ts", () => {
    expect(
      breaking(
        ({ from, to }) =>
          from.endsWith("/kinds.ts") && !to.endsWith("/kinds.ts"),
      ),
    ).toEqual([]);
  });

  test("lib imports neither components nor server, sandbox or scripts", () => {
    expect(
      breaking(
        ({ from, to }) =>
          top(from) === "lib" &&
          ["components", "server", "sandbox", "scripts"].includes(top(to)),
      ),
    ).toEqual([]);
  });

  test("the sandbox shares no code with the product", () => {
    expect(
      breaking(
        ({ from, to }) =>
          top(from) === "sandbox" &&
          ["lib", "app", "components", "server"].includes(top(to)),
      ),
    ).toEqual([]);
  });

  test("a module of lib is entered by its public entry", () => {
    // Next.js names the file of its request configuration itself, and reads the theme before a page.
    const byNext = ["lib/base/i18n/request.ts", "lib/base/i18n/theme.ts"];
    expect(
      breaking(
        ({ from, to }) =>
          top(from) !== "lib" &&
          top(to) === "lib" &&
          !/\/(index|kinds)\.ts$/.test(to) &&
          !/^lib\/base\/[^/]+\.ts$/.test(to) &&
          to !== "lib/callbacks/handlers.ts" &&
          !byNext.includes(to),
      ),
    ).toEqual([]);
  });

  test("there is no Server Action", () => {
    expect(
      sources.filter((file) => /^\s*["']use server["']/m.test(text(file))),
    ).toEqual([]);
  });
});
