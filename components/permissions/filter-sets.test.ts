import { beforeAll, describe, expect, test } from "vitest";
import {
  type ListedSet,
  searchableCatalogue,
} from "#lib/accounts/permissions/index.ts";
import { filterSets, type SetFilter } from "./filter-sets.ts";

const all: SetFilter = {
  q: "",
  type: "",
  minimum: false,
  exclusive: false,
  agreement: false,
  conflicts: false,
};
let sets: ListedSet[];
beforeAll(async () => {
  ({ sets } = await searchableCatalogue({
    kind: "user",
    userId: "",
    name: "",
    email: "",
    role: "viewer",
    sessionId: "",
    address: null,
    requestId: null,
  }));
});
const ids = (filter: Partial<SetFilter>) =>
  filterSets(sets, { ...all, ...filter }).map(({ id }) => id);

describe("the search of the catalogue", () => {
  test("a search without words and filters shows every set", () => {
    expect(ids({})).toHaveLength(93);
    expect(ids({ q: "   " })).toHaveLength(93);
  });

  test.each([
    ["xxgl", [1, 30]],
    ["jbxxgl", [30]],
    ["XXGL", [1, 30]],
    ["消息管理", [1, 7]],
    ["Broadcast and notification", [7]],
    ["fuwuhaodingyue", [89]],
  ])("%s finds %j", (q, expected) => {
    expect(ids({ q })).toEqual(expected);
  });

  test("a number matches the beginning of an id only", () => {
    expect(ids({ q: "15" })).toEqual([15, 151, 153, 156, 157, 159]);
    expect(ids({ q: "2" }).every((id) => String(id).startsWith("2"))).toBe(
      true,
    );
    expect(ids({ q: "１５" })).toEqual(ids({ q: "15" }));
  });

  test("an interface is found by its name in either language", () => {
    expect(ids({ q: "生成带参数二维码" })).toEqual([3]);
    expect(ids({ q: "QR code with parameters" })).toEqual([3]);
  });

  test("a path finds every set that has it, also when a whole URL is searched", () => {
    const expected = [1, 19];
    for (const q of [
      "/cgi-bin/message/custom/send",
      "message/custom/send",
      "https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=TOKEN",
    ])
      expect(ids({ q }), q).toEqual(expected);
  });

  test("a path finds the set that has its prefix", () => {
    expect(ids({ q: "/cgi-bin/material/add_material" })).toEqual([11]);
    expect(ids({ q: "/bizwifi/shop/list" })).toEqual([10]);
    expect(ids({ q: "/no/such/path" })).toEqual([]);
  });

  test("every word must be found", () => {
    expect(ids({ q: "消息 管理 语音" })).toEqual([1]);
    expect(ids({ q: "消息管理 xcx" })).toEqual([]);
  });

  test("wildcard characters match literally", () => {
    expect(ids({ q: ".*" })).toEqual([]);
    expect(ids({ q: "[" })).toEqual([]);
  });
});

describe("the filters of the catalogue", () => {
  test("the minimum filter keeps the minimum sets of both types", () => {
    expect(ids({ minimum: true })).toEqual([
      1, 2, 3, 7, 8, 11, 15, 17, 19, 30, 88,
    ]);
    expect(ids({ minimum: true, type: "mini_program" })).toEqual([
      17, 19, 30, 88,
    ]);
  });

  test("a set whose exclusiveness is unknown is not called exclusive", () => {
    const shown = ids({ exclusive: true });
    expect(shown).toEqual(expect.arrayContaining([18, 24, 40]));
    for (const unknown of [133, 161]) expect(shown).not.toContain(unknown);
  });

  test("the filters keep sets with an agreement and sets whose documents disagree", () => {
    expect(ids({ agreement: true }).sort((a, b) => a - b)).toEqual([
      8, 9, 49, 52, 54, 135, 157,
    ]);
    expect(ids({ conflicts: true })).toHaveLength(24);
  });

  test("the filters combine with the search", () => {
    expect(ids({ exclusive: true, q: "kfpt" })).toEqual([24, 25]);
    expect(ids({ type: "channels", q: "消息管理" })).toEqual([]);
  });
});
