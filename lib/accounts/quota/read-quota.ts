import { db, type QuotaUse, schema, now } from "#lib/base/db/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { recordPlatformError } from "#lib/credentials/platform/index.ts";
import { authorizerClient } from "#lib/credentials/tokens/index.ts";
import { WeChatApiError } from "#lib/wechat/index.ts";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import {
  authorizedOfficialAccount,
  type OfficialAccount,
} from "./official-account.ts";
import { importantPaths, tookEffect } from "./quota-rules.ts";
import type { InterfaceQuota } from "./schema.ts";

const { quotaResets } = schema;

/**
 * Fetches today's use of the important interfaces, and settles by it a reset whose outcome was unknown.
 * @throws {AccessError} `forbidden`
 * @throws {QuotaError} `account_unknown`, `official_accounts_only`, `account_deauthorized`
 * @throws {TokenError | WeChatTransportError}
 */
export async function quotaToday(
  actor: Actor,
  appid: string,
): Promise<{ interfaces: InterfaceQuota[] }> {
  authorize(actor, "accounts.read", appid);
  const account = await authorizedOfficialAccount(appid);
  try {
    const interfaces = await readQuota(account);
    await settle(appid, usesOf(interfaces));
    return { interfaces };
  } catch (error) {
    await recordPlatformError(account.component.componentAppid, error);
    throw error;
  }
}

/** Fetches each interface; one that WeChat refuses for this account does not fail the others. */
export async function readQuota({
  appid,
  kind,
  component,
}: OfficialAccount): Promise<InterfaceQuota[]> {
  const client = authorizerClient(component, appid);
  return Promise.all(
    importantPaths(kind).map(async (path) => {
      try {
        return { path, ...(await client.getQuota(path)) };
      } catch (error) {
        if (!(error instanceof WeChatApiError)) throw error;
        return { path, errorKey: error.key };
      }
    }),
  );
}

/** A reading in the form of the ledger. */
export function usesOf(interfaces: readonly InterfaceQuota[]): QuotaUse[] {
  return interfaces.flatMap((quota) =>
    "errorKey" in quota
      ? []
      : [{ path: quota.path, used: quota.used, limit: quota.dailyLimit }],
  );
}

/** Settles the newest reset of today if its outcome is unknown; a reading of another day cannot. */
export async function settle(appid: string, after: QuotaUse[]): Promise<void> {
  const [newest] = await db()
    .select()
    .from(quotaResets)
    .where(
      and(
        eq(quotaResets.appid, appid),
        inArray(quotaResets.outcome, ["done", "unknown"]),
        sql`(${quotaResets.at} at time zone 'Asia/Shanghai')::date = (clock_timestamp() at time zone 'Asia/Shanghai')::date`,
      ),
    )
    .orderBy(desc(quotaResets.at))
    .limit(1);
  if (newest?.outcome !== "unknown" || !newest.before) return;
  const effective = tookEffect(newest.before, after);
  if (effective === null) return;
  await db()
    .update(quotaResets)
    .set({
      outcome: effective ? "done" : "refused",
      errorKey: effective ? null : newest.errorKey,
      after,
      settledAt: now,
    })
    .where(
      and(
        eq(quotaResets.appid, appid),
        eq(quotaResets.id, newest.id),
        eq(quotaResets.outcome, "unknown"),
      ),
    );
}
