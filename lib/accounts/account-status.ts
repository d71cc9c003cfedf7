import {
  readiness,
  type ReadinessFacts,
} from "#lib/accounts/permissions/index.ts";
import type { AccountRow } from "./account-row.ts";
import type { StatusReason } from "./kinds.ts";

/** The status of an account, and why Lingpai disabled it. */
export type StatusColumns = Pick<AccountRow, "status" | "statusReason">;

const reasonOfCheck = {
  verified: "verification_lost",
  minimum_sets: "permissions_lost",
  openid: "openid_cleared",
} as const satisfies Record<string, StatusReason>;

/**
 * The status of an account after a change: an enabled account that no longer meets the requirements is disabled, with the
 * reason. Never enables an account; the operator does.
 */
export function statusAfter(
  before: StatusColumns,
  facts: ReadinessFacts,
): StatusColumns {
  if (before.status !== "enabled")
    return { status: before.status, statusReason: before.statusReason };
  const failed = readiness(facts).checks.find((check) => !check.ok);
  return failed
    ? { status: "disabled", statusReason: reasonOfCheck[failed.id] }
    : { status: "enabled", statusReason: null };
}

/** The facts of a row that determine whether the account may be enabled. */
export function readinessFactsOf(
  row: Pick<
    AccountRow,
    "type" | "verified" | "permissionSets" | "openidPropertyId"
  >,
): ReadinessFacts {
  return {
    type: row.type,
    verified: row.verified,
    permissionSets: row.permissionSets,
    hasOpenidProperty: row.openidPropertyId !== null,
  };
}
