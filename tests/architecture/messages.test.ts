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

/**
 * Every key that a source file may ask for; a part that is computed stands as `*`. That none is missing is what the type
 * checker sees to (lib/base/i18n/next-intl.d.ts); here it is about those that nobody asks for.
 */
function usedKeys(): Map<string, string> {
  const used = new Map<string, string>();
  for (const file of globSync("{app,components}/**/*.{ts,tsx}", {
    cwd: root,
  })) {
    const text = readFileSync(join(root, file), "utf8");
    const namespaces = new Map<string, string[]>();
    const translators = text.matchAll(
      /(?:useTranslations|getTranslations)\("([\w.]+)"\)\)?(?:\("(\w+)"\))?/g,
    );
    for (const { 1: namespace = "", 2: immediate } of translators)
      if (immediate) used.set(`${namespace}.${immediate}`, file);
    const note = (name: string, namespace: string) =>
      namespaces.set(name, [...(namespaces.get(name) ?? []), namespace]);
    for (const { 1: name = "", 2: namespace = "" } of text.matchAll(
      /const (\w+) = (?:await )?(?:useTranslations|getTranslations)\("([\w.]+)"\);/g,
    ))
      note(name, namespace);
    const list =
      /const \[([^\]]*)\] = await Promise\.all\(\[((?:\s*getTranslations\("[\w.]+"\),?)+)/.exec(
        text,
      );
    const names = (list?.[1] ?? "").split(",").map((name) => name.trim());
    for (const [index, call] of [
      ...(list?.[2] ?? "").matchAll(/"([\w.]+)"/g),
    ].entries())
      note(names[index] ?? "", call[1] ?? "");
    for (const [name, spaces] of namespaces)
      for (const call of text.matchAll(
        new RegExp(
          `\\b${name}\\(\\s*(?:"([\\w.]+)"|\`([^\`]+)\`|([^)"\`]+\\?[^)]+))`,
          "g",
        ),
      )) {
        const literal = call[1] ?? call[2]?.replaceAll(/\$\{[^}]+\}/g, "*");
        const keys = literal
          ? [literal]
          : [...(call[3] ?? "").matchAll(/"([\w.]+)"|`([^`]+)`/g)].map(
              (part) =>
                part[1] ?? (part[2] ?? "").replaceAll(/\$\{[^}]+\}/g, "*"),
            );
        for (const key of keys)
          for (const space of spaces) used.set(`${space}.${key}`, file);
      }
  }
  return used;
}

const used = usedKeys();

const matches = (pattern: string, key: string) =>
  new RegExp(
    `^${pattern.replaceAll(".", "\\.").replaceAll("*", "[\\w-]+(?:\\.[\\w-]+)*")}$`,
  ).test(key);

/** Keys that a list or a union names: the type checker holds them to the message files. */
const namedByData = [
  "common.nav.*",
  "apiKeys.edit",
  "apiKeys.secret.*",
  "webhooks.secret.*",
  "operations.bulk.enable",
  "operations.bulk.disable",
  "operations.bulk.refresh",
  "reference.operations.*",
  "reference.groups.*",
  "reference.document.*",
  "status.problems.*",
  "status.alert.*",
  "signIn.invalid",
  "signIn.errors.*",
  "members.mail.*",
  "accounts.columns.*",
  "audit.actions.*",
  "audit.fields.*",
  "audit.programs.*",
  "audit.values.*",
  "accounts.detail.token.*",
  "permissions.only*",
  "permissions.detail.exclusive*",
  "permissions.matrix.granted",
  "permissions.matrix.minimumMissing",
  "permissions.matrix.notGranted",
  "operations.delete.counts.*",
  "authorization.visitor.goPhone",
  "authorization.visitor.goDesktop",
];

/** Whole areas whose keys are codes that the program looks up. */
const byCode = ["wechatErrors.", "api."];

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

  test("every sentence is used", () => {
    const patterns = [...used.keys(), ...namedByData];
    const unused = [...chinese.keys()].filter(
      (key) =>
        !byCode.some((area) => key.startsWith(area)) &&
        !patterns.some((pattern) => matches(pattern, key)),
    );
    expect(unused).toEqual([]);
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
