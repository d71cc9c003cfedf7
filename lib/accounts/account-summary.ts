import { type schema } from "#lib/db/index.ts";
import {
  type AccountType,
  missingSets,
  readiness,
  type ReadinessCheck,
} from "#lib/permissions/index.ts";

export type AccountRow = typeof schema.accounts.$inferSelect;
export type AccountStatus = AccountRow["status"];
export type AccountKind = AccountRow["kind"];

/** An account as lists and the API show it (design 2.4). Times in ISO 8601. */
export interface AccountSummary {
  appid: string;
  type: AccountType;
  kind: AccountKind;
  name: string;
  avatarUrl: string | null;
  principal: string;
  verified: boolean;
  status: AccountStatus;
  statusReason: string | null;
  permissionSets: number[];
  missingSets: number[];
  openidProperty: { id: string; name: string } | null;
  readiness: { ready: boolean; checks: ReadinessCheck[] };
  authorizedAt: string;
}

/** The summary of an account's row; an account that is not authorized misses no set: it misses the authorization. */
export function accountSummary(row: AccountRow): AccountSummary {
  const {
    appid,
    type,
    kind,
    name,
    avatarUrl,
    principal,
    verified,
    status,
    statusReason,
    permissionSets,
  } = row;
  return {
    appid,
    type,
    kind,
    name,
    avatarUrl,
    principal,
    verified,
    status,
    statusReason,
    permissionSets,
    missingSets:
      status === "deauthorized" ? [] : missingSets(type, permissionSets),
    openidProperty: null,
    readiness: readiness({
      type,
      verified,
      permissionSets,
      hasOpenidProperty: row.openidPropertyId !== null,
    }),
    authorizedAt: row.authorizedAt.toISOString(),
  };
}
