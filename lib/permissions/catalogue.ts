import data from "./permission-sets.json" with { type: "json" };

export type AccountType = "official_account" | "mini_program";

/** One permission set (权限集) as an operator sees it; `exclusive` is null where no source tells. */
export interface PermissionSet {
  id: number;
  zh: string;
  en: string;
  summaryZh: string;
  summaryEn: string;
  exclusive: boolean | null;
  minimum: boolean;
}

const minimum: Record<AccountType, readonly number[]> = data.minimum;

const catalogue = new Map(data.sets.map((set) => [set.id, set]));

/** All sets that an account of this type can grant, in the order of the catalogue. */
export function permissionSetsOf(type: AccountType): PermissionSet[] {
  return data.sets
    .filter((set) => set.accountType === type)
    .map(({ id, zh, en, summaryZh, summaryEn, exclusive }) => ({
      id,
      zh,
      en,
      summaryZh,
      summaryEn,
      exclusive,
      minimum: minimum[type].includes(id),
    }));
}

/** The name of a set in one language; a set that WeChat has added since is named by its number. */
export function permissionSetName(id: number, locale: string): string {
  const english = locale.startsWith("en");
  const set = catalogue.get(id);
  if (set) return english ? set.en : set.zh;
  return english ? `Permission set ${id}` : `权限集 ${id}`;
}

/** The sets without which the console's operation scenes do not work (protocol 10). */
export function minimumSets(type: AccountType): readonly number[] {
  return minimum[type];
}

/** The minimum sets that are not among the granted ones. */
export function missingSets(
  type: AccountType,
  granted: readonly number[],
): number[] {
  return minimum[type].filter((id) => !granted.includes(id));
}

/**
 * The type of an account by what it granted, for the time until WeChat has told the account's data: the ids of Official
 * Accounts and of Mini Programs do not overlap (protocol 10).
 */
export function accountTypeOfSets(granted: readonly number[]): AccountType {
  return granted.some((id) => catalogue.get(id)?.accountType === "mini_program")
    ? "mini_program"
    : "official_account";
}
