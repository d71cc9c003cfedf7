import {
  accountKinds,
  accountStatuses,
  accountTypes,
  authorizationChanges,
  authorizationSources,
} from "#lib/base/db/kinds.ts";

export {
  accountKinds,
  accountStatuses,
  accountTypes,
  authorizationChanges,
  authorizationSources,
};
export type AccountType = (typeof accountTypes)[number];
export type AccountKind = (typeof accountKinds)[number];
export type AccountStatus = (typeof accountStatuses)[number];

/** The kinds of each type of account. */
export const kindsOfType = {
  official_account: ["service", "subscription"],
  mini_program: ["mini_program"],
} as const satisfies Record<AccountType, readonly AccountKind[]>;

export const accountSorts = [
  "authorized_desc",
  "authorized_asc",
  "name_asc",
  "name_desc",
] as const;

/** The operations of a bulk request. */
export const bulkActions = ["enable", "disable", "refresh"] as const;
export type BulkAction = (typeof bulkActions)[number];

/** The state of a stored access token. */
export const tokenStates = ["living", "expired", "none"] as const;

/** Why Lingpai itself disabled an account. */
export const statusReasons = [
  "verification_lost",
  "permissions_lost",
  "openid_cleared",
] as const;
export type StatusReason = (typeof statusReasons)[number];
