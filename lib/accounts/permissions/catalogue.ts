import conflictsChinese from "./conflicts.zh.json" with { type: "json" };
import data from "./permission-sets.json" with { type: "json" };
import sourcesChinese from "./sources.zh.json" with { type: "json" };
import type {
  Bilingual,
  PermissionInterface,
  PermissionSet,
} from "./schema.ts";
import { catalogueTypes, type CatalogueType } from "./kinds.ts";
import type { AccountType } from "#lib/accounts/kinds.ts";

export interface RetiredSet extends Bilingual {
  id: number;
}

const minimum: Record<AccountType, readonly number[]> = data.minimum;
const sets = data.sets.map(permissionSetOf);
const catalogue = new Map(sets.map((set) => [set.id, set]));

/** All sets of the catalogue by type. */
export function allPermissionSets(): readonly PermissionSet[] {
  return sets;
}

/** The sets that an account of this type can grant, in the order of the catalogue. */
export function permissionSetsOf(type: CatalogueType): PermissionSet[] {
  return sets.filter((set) => set.type === type);
}

export function permissionSetById(id: number): PermissionSet | null {
  return catalogue.get(id) ?? null;
}

/** Ids that are no longer in WeChat's tables. */
export function retiredSets(): readonly RetiredSet[] {
  return data.retired;
}

/** The name of a set in one language; for a set that is not in the catalogue, its number. */
export function permissionSetName(id: number, locale: string): string {
  const english = locale.startsWith("en");
  const set = catalogue.get(id);
  if (set) return english ? set.en : set.zh;
  return english ? `Permission set ${id}` : `权限集 ${id}`;
}

/** The sets that the operation scenes require (protocol 10). */
export function minimumSets(type: AccountType): readonly number[] {
  return minimum[type];
}

/** The minimum sets that were not granted. */
export function missingSets(
  type: AccountType,
  granted: readonly number[],
): number[] {
  return minimum[type].filter((id) => !granted.includes(id));
}

/**
 * The type of an account by its granted sets, while its data is not yet known: the ids of Official Accounts and Mini
 * Programs do not overlap (protocol 10).
 */
export function accountTypeOfSets(granted: readonly number[]): AccountType {
  return granted.some((id) => catalogue.get(id)?.type === "mini_program")
    ? "mini_program"
    : "official_account";
}

function permissionSetOf(set: (typeof data.sets)[number]): PermissionSet {
  const { id, zh, en, summaryZh, summaryEn, exclusive, inSeed } = set;
  const type = catalogueTypes.find((known) => known === set.accountType);
  if (!type) throw new Error(`permission set ${id} is of no known type`);
  return {
    id,
    type,
    zh,
    en,
    summaryZh,
    summaryEn,
    exclusive,
    minimum: Object.values(minimum).some((ids) => ids.includes(id)),
    agreement: set.agreement && {
      zh: set.agreement.zh,
      en: set.agreement.en,
      url: set.agreement.url ?? null,
    },
    docUrl: set.docUrl ?? null,
    interfaces: set.interfaces.map(interfaceOf),
    scenes: data.scenes
      .filter((scene) => scene.requiredSets.includes(id))
      .map((scene) => ({ zh: scene.zh, en: scene.en })),
    conflicts: bilingual(conflictsChinese, id, set.conflicts),
    inSeed,
    source: bilingual(sourcesChinese, id, set.source),
  };
}

function interfaceOf(
  one: Bilingual & { path?: string; inferred?: boolean },
): PermissionInterface {
  const { zh, en, path = null, inferred = false } = one;
  return { zh, en, path, inferred };
}

/** The catalogue's notes are in English. Their Chinese is in separate files, whose completeness a test checks. */
function bilingual(
  chinese: Record<string, string>,
  id: number,
  english: string | undefined,
): Bilingual | null {
  return english === undefined
    ? null
    : { zh: chinese[id] ?? english, en: english };
}
