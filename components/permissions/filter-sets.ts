import type { ListedSet } from "#lib/accounts/permissions/index.ts";

/** The filter of the catalogue; each flag selects the sets for which it is true. */
export interface SetFilter {
  q: string;
  type: ListedSet["type"] | "";
  minimum: boolean;
  exclusive: boolean;
  agreement: boolean;
  conflicts: boolean;
}

export const flags = [
  "minimum",
  "exclusive",
  "agreement",
  "conflicts",
] as const;

/** The sets that the filter lets through, in their order. */
export function filterSets(sets: ListedSet[], filter: SetFilter): ListedSet[] {
  const terms = termsOf(filter.q);
  return sets.filter(
    (set) =>
      (filter.type === "" || set.type === filter.type) &&
      flags.every((flag) => !filter[flag] || set[flag] === true) &&
      terms.every((term) => found(set, term)),
  );
}

/** Every word must match. Of a URL only the path counts, because people paste whole calls from their code. */
function termsOf(q: string): string[] {
  return q
    .normalize("NFKC")
    .toLowerCase()
    .split(/\s+/)
    .map((word) =>
      word.replace(/^https?:\/\/[^/]*/, "").replace(/(?<=.)[?#].*$/, ""),
    )
    .filter((word) => word !== "");
}

function found(set: ListedSet, term: string): boolean {
  // A number matches only the beginning of an id: as a substring it would match too many paths.
  if (/^\d+$/.test(term)) return String(set.id).startsWith(term);
  return set.searchText
    .split("\n")
    .some(
      (line) =>
        line.includes(term) ||
        (line.endsWith("*") && term.startsWith(line.slice(0, -1))),
    );
}
