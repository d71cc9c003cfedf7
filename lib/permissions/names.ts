import {
  type AccountType,
  minimumSets,
  permissionSetName,
  permissionSetsOf,
} from "./catalogue.ts";

/** The names of some sets in one language, by id. */
export function setNames(
  ids: readonly number[],
  locale: string,
): Record<number, string> {
  return Object.fromEntries(
    [...new Set(ids)].map((id) => [id, permissionSetName(id, locale)]),
  );
}

/** What people are told before an authorization: the sets without which nothing works, and those that only one provider may hold. */
export function connectNotes(locale: string): {
  minimum: { officialAccount: string[]; miniProgram: string[] };
  exclusive: string[];
  /** Of all sets, by id. */
  setNames: Record<number, string>;
} {
  const named = (type: AccountType) =>
    minimumSets(type).map((id) => permissionSetName(id, locale));
  const types: AccountType[] = ["official_account", "mini_program"];
  return {
    minimum: {
      officialAccount: named("official_account"),
      miniProgram: named("mini_program"),
    },
    exclusive: types.flatMap((type) =>
      permissionSetsOf(type)
        .filter((set) => set.exclusive)
        .map((set) => permissionSetName(set.id, locale)),
    ),
    setNames: setNames(
      types.flatMap((type) => permissionSetsOf(type).map((set) => set.id)),
      locale,
    ),
  };
}
