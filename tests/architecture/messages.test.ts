import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { messagesOf } from "#lib/base/i18n/messages.ts";
import { errorCatalogue } from "#lib/wechat/errors.ts";

const root = join(import.meta.dirname, "..", "..");

function flatten(value: unknown, prefix = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[prefix, value]]);
  return new Map(
    Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => [
      ...flatten(inner, prefix === "" ? key : `${prefix}.${key}`),
    ]),
  );
}

const chinese = flatten(messagesOf("zh-CN"));
const english = flatten(messagesOf("en"));
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort();

const sources = globSync("{app,components,lib,server}/**/*.{ts,tsx}", {
  cwd: root,
}).filter((file) => !file.includes(".test."));
const text = (file: string) => readFileSync(join(root, file), "utf8");

/** WeChat's codes, which the catalogue of errors names, and keys whose last part is made of a value. */
const MADE_OF_VALUES =
  /^(wechatErrors|apiKeys\.scopes|permissions\.detail\.exclusive)/;

/** The codes that the error classes declare with their statuses. */
const errorCodes = sources.flatMap((file) =>
  [...text(file).matchAll(/extends problemError\(\{([^}]*)\}\)/g)].flatMap(
    ([, statuses = ""]) =>
      [...statuses.matchAll(/(\w+): \d{3}/g)].map(([, code = ""]) => code),
  ),
);

describe("the message files", () => {
  test("both languages have the same sentences", () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  test("both languages fill in the same values", () => {
    const differing = [...chinese].filter(([key, text]) => {
      const other = placeholders(english.get(key) ?? "");
      return placeholders(text).some((name) => !other.includes(name));
    });
    expect(differing).toEqual([]);
  });

  // That no sentence is missing is what the type checker sees to (lib/base/i18n/next-intl.d.ts).
  test("the last part of every key occurs somewhere in the sources", () => {
    const words = new Set(
      sources.flatMap((file) => text(file).match(/\w+(?:-\w+)*/g) ?? []),
    );
    const unused = [...chinese.keys()].filter(
      (key) =>
        !MADE_OF_VALUES.test(key) &&
        !words.has(key.slice(key.lastIndexOf(".") + 1)),
    );
    expect(unused).toEqual([]);
  });

  test("every namespace of every key is asked for", () => {
    const asked = new Set(
      sources.flatMap((file) =>
        [
          ...text(file).matchAll(
            /(?:Translations\(|namespace: |messages(?:Of\(\w+\))?\.|Messages\[)"?(\w+)/g,
          ),
        ].map(([, namespace = ""]) => namespace),
      ),
    );
    const namespaces = [...chinese.keys()].map((key) => key.split(".")[0]);
    expect(
      [...new Set(namespaces)].filter((name) => !asked.has(name ?? "")),
    ).toEqual([]);
  });

  test("each code of every error class has a sentence in both languages", () => {
    expect(errorCodes.length).toBeGreaterThan(100);
    const missing = errorCodes.filter(
      (code) => !chinese.get(`api.${code}`) || !english.get(`api.${code}`),
    );
    expect(missing).toEqual([]);
  });

  test("each error code of WeChat's has a sentence in both languages", () => {
    for (const code of [
      ...Object.keys(errorCatalogue),
      "unknown",
      "timeout",
      "network",
      "http_status",
      "not_json",
      "shape",
      "ticket_missing",
    ]) {
      expect(chinese.get(`wechatErrors.${code}`), code).toBeTruthy();
      expect(english.get(`wechatErrors.${code}`), code).toBeTruthy();
    }
  });

  test("each code in the protocol's table is in the catalogue", () => {
    expect(Object.keys(errorCatalogue).map(Number)).toEqual(
      expect.arrayContaining([
        -1, 40001, 40013, 40125, 40164, 42001, 43101, 45009, 48001, 50002,
        61003, 61004, 61006, 61007, 61010, 61023, 89501,
      ]),
    );
  });

  test("the pages contain no Chinese text of their own", () => {
    const own = globSync(["{app,components}/**/*.{ts,tsx}"], {
      cwd: root,
    }).filter(
      (file) =>
        !file.includes(".test.") &&
        /\p{Script=Han}/u.test(
          readFileSync(join(root, file), "utf8").replaceAll(
            /\/\*[\s\S]*?\*\/|\/\/.*$|简体中文/gm,
            "",
          ),
        ),
    );
    expect(own).toEqual([]);
  });
});
