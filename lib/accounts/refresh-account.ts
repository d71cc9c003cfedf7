import { eq, sql } from "drizzle-orm";
import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import {
  componentByAppid,
  recordPlatformError,
} from "#lib/credentials/platform/index.ts";
import { componentClient } from "#lib/credentials/tokens/index.ts";
import { AccountError } from "./account-error.ts";
import { summaryOf } from "./account-summary.ts";
import { storeAuthorized, storeInfo } from "./store-account.ts";
import type { AccountSummary } from "./schema.ts";

const { accounts } = schema;

/**
 * Asks WeChat for an account's data and granted sets again.
 * @throws {AccessError} `forbidden`
 * @throws {AccountError} `account_unknown`, `account_deauthorized`
 * @throws {WeChatApiError | WeChatTransportError | TokenError}
 */
export async function refreshAccount(
  actor: Actor,
  appid: string,
): Promise<AccountSummary> {
  authorize(actor, "accounts.refresh", appid);
  const [row] = await db()
    .select()
    .from(accounts)
    .where(eq(accounts.appid, appid));
  const component = row && (await componentByAppid(row.componentAppid));
  if (!component) throw new AccountError("account_unknown");
  if (row.status === "deauthorized")
    throw new AccountError("account_deauthorized");
  const { componentAppid } = component;
  try {
    const info = await componentClient(component).getAuthorizerInfo(appid);
    await db().transaction(async (tx) => {
      const [current] = await tx
        .select({ status: accounts.status })
        .from(accounts)
        .where(eq(accounts.appid, appid))
        .for("update");
      // The account may have been deauthorized during the request, which makes the answer outdated.
      if (!current || current.status === "deauthorized")
        throw new AccountError("account_deauthorized");
      await storeAuthorized(
        tx,
        {
          componentAppid,
          appid,
          permissionSets: info.permissionSets,
          info,
          source: "sync",
          label: null,
        },
        null,
      );
      await audit(tx, {
        actor: auditActor(actor),
        action: "account.refreshed",
        subject: appid,
      });
    });
  } catch (error) {
    await recordPlatformError(componentAppid, error);
    throw error;
  }
  return summaryOf(appid);
}

/** Retries the data of accounts for which the first request failed. */
export async function fetchMissingInfo(): Promise<void> {
  const rows = await db()
    .select({ appid: accounts.appid, componentAppid: accounts.componentAppid })
    .from(accounts)
    .where(
      sql`${accounts.infoFetchedAt} is null and ${accounts.status} <> 'deauthorized'`,
    )
    .limit(20);
  for (const { appid, componentAppid } of rows) {
    const component = await componentByAppid(componentAppid);
    if (!component) continue;
    try {
      const info = await componentClient(component).getAuthorizerInfo(appid);
      await db().transaction((tx) => storeInfo(tx, appid, info));
    } catch (error) {
      await recordPlatformError(componentAppid, error);
    }
  }
}
