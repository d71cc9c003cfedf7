import type { PermissionSet } from "./schema.ts";

/** The initials and the whole of the pinyin of a Chinese name, each in one word. */
export interface Pinyin {
  initials: string;
  whole: string;
}

/**
 * What a set is found by, in lower case, one thing to a line: number, both names, initials and pinyin of the Chinese name,
 * interfaces and their paths. The page carries it to the browser, so that the dictionary of pinyin need not go there.
 */
export function searchText(set: PermissionSet, pinyin: Pinyin): string {
  return [
    String(set.id),
    set.zh,
    set.en,
    pinyin.initials,
    pinyin.whole,
    ...set.interfaces.flatMap(({ zh, en, path }) => [zh, en, path ?? ""]),
  ]
    .filter((line) => line !== "")
    .map((line) => line.normalize("NFKC").toLowerCase())
    .join("\n");
}

// 10 MB of memory that only the page of the catalogue needs.
const dictionary = () => import("pinyin-pro");

/** The search text of each set, by its number. */
export async function searchTexts(
  sets: readonly PermissionSet[],
): Promise<Record<number, string>> {
  const { pinyin } = await dictionary();
  const spelt = (name: string, pattern: "first" | "pinyin") =>
    pinyin(name, { pattern, toneType: "none", type: "array", v: true })
      .join("")
      .replaceAll(/\s/g, "");
  return Object.fromEntries(
    sets.map((set) => [
      set.id,
      searchText(set, {
        initials: spelt(set.zh, "first"),
        whole: spelt(set.zh, "pinyin"),
      }),
    ]),
  );
}
