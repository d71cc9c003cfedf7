import type { PermissionSet } from "./schema.ts";

/** The pinyin initials and the full pinyin of a Chinese name, each as one word. */
export interface Pinyin {
  initials: string;
  whole: string;
}

/**
 * The search text of a set, in lower case, one item per line: number, both names, pinyin initials and pinyin, interfaces
 * and paths. Built on the server, so that the browser does not load the pinyin dictionary.
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

// Loaded lazily: it takes 10 MB of memory, and only the page of the catalogue needs it.
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
