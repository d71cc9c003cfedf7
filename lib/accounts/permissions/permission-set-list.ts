import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import {
  allPermissionSets,
  permissionSetById,
  permissionSetsOf,
  type RetiredSet,
  retiredSets,
} from "./catalogue.ts";
import { searchTexts } from "./search-text.ts";
import { catalogueTypes } from "./kinds.ts";
import type { PermissionSet } from "./schema.ts";

/** What `GET /permission-sets` takes. */
export const permissionSetQuery = z.strictObject({
  type: z.enum(catalogueTypes).optional(),
});

/**
 * The catalogue of permission sets, in one page.
 * @throws {AccessError} `forbidden`
 */
export function permissionSetList(
  actor: Actor,
  { type }: z.infer<typeof permissionSetQuery>,
): { items: PermissionSet[]; nextCursor: null } {
  authorize(actor, "permissions.read");
  return {
    items: [...(type ? permissionSetsOf(type) : allPermissionSets())],
    nextCursor: null,
  };
}

/** A set in the list of the catalogue: without its interfaces, but searchable by them. */
export type ListedSet = Pick<
  PermissionSet,
  | "id"
  | "type"
  | "zh"
  | "en"
  | "summaryZh"
  | "summaryEn"
  | "exclusive"
  | "minimum"
> & { agreement: boolean; conflicts: boolean; searchText: string };

/**
 * The catalogue as its page lists and searches it, and the numbers that WeChat has withdrawn.
 * @throws {AccessError} `forbidden`
 */
export async function searchableCatalogue(
  actor: Actor,
): Promise<{ sets: ListedSet[]; retired: readonly RetiredSet[] }> {
  authorize(actor, "permissions.read");
  const sets = allPermissionSets();
  const texts = await searchTexts(sets);
  return {
    sets: sets.map((set) => ({
      id: set.id,
      type: set.type,
      zh: set.zh,
      en: set.en,
      summaryZh: set.summaryZh,
      summaryEn: set.summaryEn,
      exclusive: set.exclusive,
      minimum: set.minimum,
      agreement: set.agreement !== null,
      conflicts: set.conflicts !== null,
      searchText: texts[set.id] ?? "",
    })),
    retired: retiredSets(),
  };
}

/**
 * One set of the catalogue; null for an unknown number.
 * @throws {AccessError} `forbidden`
 */
export function permissionSetDetail(
  actor: Actor,
  id: string,
): PermissionSet | null {
  authorize(actor, "permissions.read");
  return /^\d{1,6}$/.test(id) ? permissionSetById(Number(id)) : null;
}
