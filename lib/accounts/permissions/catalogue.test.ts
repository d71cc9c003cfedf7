import { describe, expect, test } from "vitest";
import {
  allPermissionSets,
  permissionSetById,
  permissionSetsOf,
  retiredSets,
} from "./catalogue.ts";
import conflicts from "./conflicts.zh.json" with { type: "json" };
import data from "./permission-sets.json" with { type: "json" };
import { searchText, searchTexts } from "./search-text.ts";
import sources from "./sources.zh.json" with { type: "json" };

const han = /\p{Script=Han}/u;
const numbers = (keys: string[]) => keys.map(Number).sort((a, b) => a - b);
const sets = allPermissionSets();

describe("the catalogue of permission sets", () => {
  test("the catalogue contains every set of the data file, each with a unique number", () => {
    expect(sets.map(({ id }) => id)).toEqual(data.sets.map(({ id }) => id));
    expect(new Set(sets.map(({ id }) => id)).size).toBe(93);
    expect(permissionSetsOf("official_account")).toHaveLength(30);
    expect(permissionSetsOf("mini_program")).toHaveLength(57);
    expect(permissionSetsOf("channels")).toHaveLength(4);
    expect(permissionSetsOf("shop_talent")).toHaveLength(2);
  });

  test("the catalogue has every name, summary, interface, agreement and doubt in two languages", () => {
    for (const set of sets) {
      const pairs = [
        set,
        { zh: set.summaryZh, en: set.summaryEn },
        ...set.interfaces,
        ...set.scenes,
        ...[set.agreement, set.conflicts, set.source].filter(
          (pair) => pair !== null,
        ),
      ];
      for (const { zh, en } of pairs) {
        expect(zh, `${set.id}`).not.toBe("");
        expect(en, `${set.id}`).not.toBe("");
        expect(zh, `${set.id}`).not.toBe(en);
      }
      expect(set.zh).toMatch(han);
      expect(set.en).not.toMatch(han);
      if (set.conflicts) expect(set.conflicts.zh).toMatch(han);
    }
  });

  test("each disagreement and each source has a Chinese sentence, and none is unused", () => {
    const having = (key: "conflicts" | "source") =>
      numbers(
        data.sets
          .filter((set) => set[key] !== undefined)
          .map(({ id }) => String(id)),
      );
    expect(numbers(Object.keys(conflicts))).toEqual(having("conflicts"));
    expect(numbers(Object.keys(sources))).toEqual(having("source"));
  });

  test("a set that the English page lacks names its source", () => {
    for (const set of sets) expect(set.source === null).toBe(set.inSeed);
  });

  test("a retired number is not a set", () => {
    expect(retiredSets().map(({ id }) => id)).toEqual([14, 16, 20, 21]);
    for (const { id } of retiredSets())
      expect(permissionSetById(id)).toBeNull();
  });

  test("all links of the catalogue are https", () => {
    for (const { docUrl, agreement } of sets)
      for (const url of [docUrl, agreement?.url ?? null])
        expect(url ?? "https://").toMatch(/^https:\/\//);
  });
});

describe("the search text of a set", () => {
  test("the search text contains the initials and the full pinyin of every Chinese name", async () => {
    const texts = await searchTexts(sets);
    expect(texts[1]?.split("\n")).toEqual(
      expect.arrayContaining(["1", "消息管理", "xxgl", "xiaoxiguanli"]),
    );
    expect(texts[17]).toContain("hqxcxm");
    expect(texts[10]).toContain("wxlwifi");
    for (const { id, zh } of sets)
      expect(texts[id]?.split("\n")[3], zh).toMatch(/^[a-z0-9]+$/);
  });

  test("the search text is in lower case, one item per line, with the paths", () => {
    const set = permissionSetById(10);
    if (!set) throw new Error("no set 10");
    const lines = searchText(set, { initials: "wxlw", whole: "w" }).split("\n");
    expect(lines).toContain("微信连wifi");
    expect(lines).toContain("/bizwifi/*");
    expect(lines).not.toContain("");
  });
});
