import { setTimeout as pause } from "node:timers/promises";
import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { lockAccount } from "#lib/accounts/index.ts";
import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, actorId, authorize } from "#lib/access/index.ts";
import {
  db,
  type QuotaUse,
  schema,
  type Transaction,
  ago,
  leaseFor,
  now,
} from "#lib/base/db/index.ts";
import { recordPlatformError } from "#lib/credentials/platform/index.ts";
import {
  authorizerClient,
  wechatKeyOf,
  endQuotaPause,
} from "#lib/credentials/tokens/index.ts";
import { WeChatApiError, WeChatTransportError } from "#lib/wechat/index.ts";
import { allowance, expirePending } from "./ledger.ts";
import {
  authorizedOfficialAccount,
  type OfficialAccount,
} from "./official-account.ts";
import { QuotaError } from "./quota-error.ts";
import { readQuota, settle, usesOf } from "./read-quota.ts";
import type { ResetResult } from "./schema.ts";

const { accounts, quotaResets } = schema;

/** Longer than all calls of one reset with their time limits and retries. */
const LEASE_SECONDS = 60;
const WAIT_MS = 30_000;
const POLL_MS = 60;
/** A second request within this time after a reset is answered with its outcome. */
const SAME_PRESS_SECONDS = 10;
/** WeChat is busy: the call may have taken effect (protocol 2.5). */
const BUSY = -1;

/** What `POST /accounts/{appid}/quota-resets` takes. */
export const resetInput = z.strictObject({});

/**
 * Resets the daily quotas of an Official Account (重置限额, protocol 5.1). A lost answer leaves the outcome unknown until
 * the next reading settles it. A request during a running reset returns the outcome of that reset.
 * @throws {AccessError} `forbidden`
 * @throws {QuotaError} `quota_resets_exhausted` without asking WeChat; `account_unknown`, `official_accounts_only`,
 * `account_deauthorized`, `quota_reset_running`
 * @throws {TokenError | WeChatTransportError} WeChat could not be asked, so nothing was reset
 */
export async function resetQuota(
  actor: Actor,
  appid: string,
): Promise<ResetResult> {
  authorize(actor, "accounts.reset_quota", appid);
  const account = await authorizedOfficialAccount(appid);
  const claimed = await claim(actor, appid);
  if (!claimed.mine) return resultOf(appid, claimed.id);
  await performReset(actor, account, claimed.id);
  return resultOf(appid, claimed.id);
}

/** Starts the account's only pending reset, or returns the running or recent one. */
async function claim(
  actor: Actor,
  appid: string,
): Promise<{ id: string; mine: boolean }> {
  return db().transaction(async (tx) => {
    await lockAccount(tx, appid);
    const [account] = await tx
      .select({ appid: accounts.appid })
      .from(accounts)
      .where(eq(accounts.appid, appid))
      .for("update");
    if (!account) throw new QuotaError("account_unknown");
    await expirePending(tx, appid);
    const same = await samePress(tx, actor, appid);
    if (same) return { id: same, mine: false };
    const { remaining } = await allowance(tx, appid);
    if (remaining === 0) throw new QuotaError("quota_resets_exhausted");
    const [row] = await tx
      .insert(quotaResets)
      .values({
        appid,
        at: sql`date_trunc('milliseconds', clock_timestamp())`,
        byId: actorId(actor),
        byName: actor.name,
        outcome: "pending",
        leaseUntil: leaseFor(LEASE_SECONDS),
      })
      .returning({ id: quotaResets.id });
    if (!row) throw new QuotaError("quota_reset_running");
    return { id: row.id, mine: true };
  });
}

async function samePress(
  tx: Transaction,
  actor: Actor,
  appid: string,
): Promise<string | null> {
  const [pending] = await tx
    .select({ id: quotaResets.id })
    .from(quotaResets)
    .where(
      and(eq(quotaResets.appid, appid), eq(quotaResets.outcome, "pending")),
    );
  if (pending) return pending.id;
  const [recent] = await tx
    .select({ id: quotaResets.id })
    .from(quotaResets)
    .where(
      and(
        eq(quotaResets.appid, appid),
        inArray(quotaResets.outcome, ["done", "unknown"]),
        ne(quotaResets.byId, actorId(actor)),
        sql`${quotaResets.at} > ${ago({ seconds: SAME_PRESS_SECONDS })}`,
      ),
    )
    .orderBy(desc(quotaResets.at))
    .limit(1);
  return recent?.id ?? null;
}

/** Reads, resets, reads again, and stores the outcome in any case. */
async function performReset(
  actor: Actor,
  account: OfficialAccount,
  id: string,
): Promise<void> {
  const { appid, component } = account;
  let before: QuotaUse[];
  try {
    before = usesOf(await readQuota(account));
    await settle(appid, before);
  } catch (error) {
    await finish(actor, appid, id, {
      outcome: "refused",
      errorKey: wechatKeyOf(error) ?? "unknown",
    });
    await recordPlatformError(component.componentAppid, error);
    throw error;
  }
  try {
    await authorizerClient(component, appid).clearQuota(appid);
    const after = await readQuota(account).then(usesOf, () => null);
    await finish(actor, appid, id, { outcome: "done", before, after });
    await endQuotaPause(appid);
  } catch (error) {
    await recordPlatformError(component.componentAppid, error);
    const unknown =
      error instanceof WeChatTransportError ||
      (error instanceof WeChatApiError && error.errcode === BUSY);
    await finish(actor, appid, id, {
      outcome: unknown ? "unknown" : "refused",
      errorKey: wechatKeyOf(error) ?? "unknown",
      before,
    });
    if (unknown)
      await readQuota(account).then(
        (after) => settle(appid, usesOf(after)),
        () => undefined,
      );
    else if (!(error instanceof WeChatApiError)) throw error;
  }
}

async function finish(
  actor: Actor,
  appid: string,
  id: string,
  end: {
    outcome: "done" | "refused" | "unknown";
    errorKey?: string;
    before?: QuotaUse[];
    after?: QuotaUse[] | null;
  },
): Promise<void> {
  await db().transaction(async (tx) => {
    await tx
      .update(quotaResets)
      .set({ ...end, settledAt: now })
      .where(and(eq(quotaResets.appid, appid), eq(quotaResets.id, id)));
    await audit(tx, {
      actor: auditActor(actor),
      action: "account.quota_reset",
      subject: appid,
      outcome: end.outcome === "done" ? "done" : "failed",
      after: { outcome: end.outcome, errorKey: end.errorKey ?? null },
    });
  });
}

/** Waits for the end of a reset and returns its outcome. */
async function resultOf(appid: string, id: string): Promise<ResetResult> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const [row] = await db()
      .select()
      .from(quotaResets)
      .where(and(eq(quotaResets.appid, appid), eq(quotaResets.id, id)));
    if (!row) throw new QuotaError("account_unknown");
    if (row.outcome !== "pending") {
      const { remaining } = await allowance(db(), appid);
      const { outcome, errorKey, before, after } = row;
      return { outcome, remaining, errorKey, before, after };
    }
    if (performance.now() > deadline)
      throw new QuotaError("quota_reset_running");
    await pause(POLL_MS);
  }
}
