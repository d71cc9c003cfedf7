import {
  minimumSets,
  permissionSetName,
  permissionSetsOf,
} from "./catalogue.ts";
import type { AccountType } from "#lib/accounts/kinds.ts";

/** The names of the given sets in one language, by id. */
export function setNames(
  ids: readonly number[],
  locale: string,
): Record<number, string> {
  return Object.fromEntries(
    [...new Set(ids)].map((id) => [id, permissionSetName(id, locale)]),
  );
}

const accountTypes: AccountType[] = ["official_account", "mini_program"];

/** The names of all sets in one language, by id. */
export function allSetNames(locale: string): Record<number, string> {
  return setNames(
    accountTypes.flatMap((type) => permissionSetsOf(type).map(({ id }) => id)),
    locale,
  );
}

/** What a visitor reads before an authorization: the minimum sets, and those that only one provider may have. */
export function connectNotes(locale: string): {
  minimum: { officialAccount: string[]; miniProgram: string[] };
  exclusive: string[];
  /** Of all sets, by id. */
  setNames: Record<number, string>;
} {
  const named = (type: AccountType) =>
    minimumSets(type).map((id) => permissionSetName(id, locale));
  return {
    minimum: {
      officialAccount: named("official_account"),
      miniProgram: named("mini_program"),
    },
    exclusive: accountTypes.flatMap((type) =>
      permissionSetsOf(type)
        .filter((set) => set.exclusive)
        .map((set) => permissionSetName(set.id, locale)),
    ),
    setNames: allSetNames(locale),
  };
}
