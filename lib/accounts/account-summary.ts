import type { schema } from "#lib/base/db/index.ts";
import {
  type AccountType,
  missingSets,
  readiness,
  type ReadinessCheck,
  type SceneFacts,
  type SceneState,
  sceneStates,
} from "#lib/accounts/permissions/index.ts";
import { factsOf } from "./standing.ts";

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
  openidProperty: { id: string; name: string; displayName: string } | null;
  readiness: { ready: boolean; checks: ReadinessCheck[] };
  /** The operation scenes of this type of account. */
  scenes: SceneState[];
  authorizedAt: string;
}

type PropertyRow = typeof schema.userProperties.$inferSelect;

/**
 * The summary of an account's row; an account that is not authorized misses no set: it misses the authorization.
 * @param property the one that `openidPropertyId` names
 */
export function accountSummary(
  row: AccountRow,
  property: PropertyRow | null,
): AccountSummary {
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
    openidProperty: property && {
      id: property.id,
      name: property.name,
      displayName: property.displayName,
    },
    readiness: readiness(factsOf(row)),
    scenes: sceneStates(sceneFactsOf(row)),
    authorizedAt: row.authorizedAt.toISOString(),
  };
}

/** The facts of a row that decide which operation scenes work. */
export function sceneFactsOf(row: AccountRow): SceneFacts {
  return {
    ...factsOf(row),
    kind: row.kind,
    authorized: row.status !== "deauthorized",
    hasSendConfig: row.sendMode !== null,
  };
}
