import {
  readiness,
  type ReadinessFacts,
} from "#lib/accounts/permissions/index.ts";
import type { AccountRow } from "./account-summary.ts";

/** Why Lingpai itself disabled an account. */
export type StatusReason =
  "verification_lost" | "permissions_lost" | "openid_cleared";

/** How an account stands. */
export type Standing = Pick<AccountRow, "status" | "statusReason">;

const reasonOfCheck = {
  verified: "verification_lost",
  minimum_sets: "permissions_lost",
  openid: "openid_cleared",
} as const satisfies Record<string, StatusReason>;

/**
 * How an account stands after something about it changed: an enabled one that lost what it needs is disabled and says
 * why. Nothing is ever enabled here: an account that has all it needs again is offered to the operator.
 */
export function standingAfter(
  before: Standing,
  facts: ReadinessFacts,
): Standing {
  if (before.status !== "enabled")
    return { status: before.status, statusReason: before.statusReason };
  const failed = readiness(facts).checks.find((check) => !check.ok);
  return failed
    ? { status: "disabled", statusReason: reasonOfCheck[failed.id] }
    : { status: "enabled", statusReason: null };
}

/** The facts of a row that decide whether it may be enabled. */
export function factsOf(
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
