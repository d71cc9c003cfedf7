import { eq } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import {
  missingSets,
  readiness,
  type SceneFacts,
  sceneStates,
} from "#lib/accounts/permissions/index.ts";
import { AccountError } from "./account-error.ts";
import type { AccountRow } from "./account-row.ts";
import { readinessFactsOf } from "./account-status.ts";
import type { AccountSummary } from "./schema.ts";

const { accounts, userProperties } = schema;

type PropertyRow = typeof schema.userProperties.$inferSelect;

/**
 * The summary of an account's row. An account that is not authorized lists no missing sets.
 * @param property of `openidPropertyId`
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
    readiness: readiness(readinessFactsOf(row)),
    scenes: sceneStates(sceneFactsOf(row)),
    authorizedAt: row.authorizedAt.toISOString(),
  };
}

/** The facts of a row that determine which operation scenes work. */
export function sceneFactsOf(row: AccountRow): SceneFacts {
  return {
    ...readinessFactsOf(row),
    kind: row.kind,
    authorized: row.status !== "deauthorized",
    hasSendConfig: row.sendMode !== null,
  };
}

/**
 * The current summary of one account.
 * @throws {AccountError} `account_unknown`
 */
export async function summaryOf(appid: string): Promise<AccountSummary> {
  const [found] = await db()
    .select({ account: accounts, property: userProperties })
    .from(accounts)
    .leftJoin(userProperties, eq(userProperties.id, accounts.openidPropertyId))
    .where(eq(accounts.appid, appid));
  if (!found) throw new AccountError("account_unknown");
  return accountSummary(found.account, found.property);
}
