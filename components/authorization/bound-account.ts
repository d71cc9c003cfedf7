import type { AccountSummary } from "#lib/accounts/index.ts";

/** The account that a link is bound to, with its missing permission sets. */
export type BoundAccount = Pick<
  AccountSummary,
  "appid" | "name" | "type" | "status" | "missingSets"
>;
