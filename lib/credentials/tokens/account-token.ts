import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { db, schema, now, leaseFor } from "#lib/base/db/index.ts";
import { countRefresh } from "#lib/base/metrics/index.ts";
import {
  type Component,
  componentByAppid,
} from "#lib/credentials/platform/index.ts";
import { createAuthorizerClient } from "#lib/wechat/index.ts";
import { type Lease, leasedToken, type LeasedRow } from "./leased-token.ts";
import { fetchSourceToken, tokenSourceOf } from "./token-source.ts";
import { refreshByPlatform } from "./refresh-by-platform.ts";
import { openForAccount, type TokenId } from "./sealed.ts";
import {
  asTokenError,
  clockOf,
  renewalErrorKey,
  isPaused,
  LEASE_SECONDS,
  mayRenew,
} from "./timing.ts";
import { TokenError } from "./token-error.ts";
import { rowOf } from "./token-row.ts";
import { type Answer, giveUp, writeAnswers } from "./write-answers.ts";

const { accounts, accountTokens } = schema;

/** A client for calls on behalf of an account. Each call carries a valid token: the component's, or that of the Mini Program's token source. */
export function authorizerClient(
  component: Component,
  appid: string,
  kind: TokenId["kind"] = "component",
) {
  const row = accountToken({ appid, kind });
  return createAuthorizerClient({
    apiOrigin: component.origins.api,
    token: {
      get: async () => (await leasedToken(row)).token,
      renew: async (rejected) => (await leasedToken(row, rejected)).token,
    },
  });
}

/** A token of an account, renewed by one process at a time. */
export function accountToken(id: TokenId): LeasedRow {
  return {
    async read() {
      const [row] = await db()
        .select({
          tokenSealed: accountTokens.accessTokenSealed,
          refreshTokenSealed: accountTokens.refreshTokenSealed,
          expiresAt: accountTokens.expiresAt,
          version: accountTokens.version,
          lastErrorKey: accountTokens.lastErrorKey,
          paused: isPaused(accountTokens.retryAt),
          ...clockOf(accountTokens.refreshedAt, accountTokens.expiresAt),
        })
        .from(accountTokens)
        .where(rowOf(id));
      if (!row) throw new TokenError("account_unknown");
      if (id.kind === "component" && !row.refreshTokenSealed)
        throw new TokenError("needs_reauthorization");
      return {
        token: openForAccount(id, "access_token", row.tokenSealed),
        fresh: row.fresh,
        valid: row.valid,
        expiresAt: row.expiresAt,
        version: row.version,
        paused: row.paused ? (row.lastErrorKey ?? "unknown") : null,
      };
    },
    async claim(version) {
      const leaseId = randomUUID();
      const claimed = await db()
        .update(accountTokens)
        .set({
          leaseId,
          leaseUntil: leaseFor(LEASE_SECONDS),
        })
        .where(
          and(
            rowOf(id),
            eq(accountTokens.version, version),
            mayRenew(accountTokens.leaseUntil, accountTokens.retryAt),
          ),
        )
        .returning({ version: accountTokens.version });
      return claimed[0] ? { id: leaseId, version: claimed[0].version } : null;
    },
    async renew(lease, rejected) {
      try {
        if (rejected?.early) await recordEarlyRefusal(id);
        const answer =
          id.kind === "own"
            ? await askTokenSource(id.appid, rejected?.token)
            : await askComponent(id.appid, lease);
        const written = await writeAnswers([{ id, lease, answer }]);
        const stored = written.get(id.appid);
        countRefresh(id.kind, stored ? "ok" : "overtaken");
        return stored ? { token: answer.accessToken, ...stored } : null;
      } catch (error) {
        countRefresh(id.kind, renewalErrorKey(error));
        await giveUp(id, lease, error);
        throw asTokenError(error);
      }
    },
  };
}

async function askTokenSource(
  appid: string,
  rejected: string | undefined,
): Promise<Answer> {
  const [source, [account]] = await Promise.all([
    tokenSourceOf(appid),
    db()
      .select({ componentAppid: accounts.componentAppid })
      .from(accounts)
      .where(eq(accounts.appid, appid)),
  ]);
  const component = account && (await componentByAppid(account.componentAppid));
  if (!source || !component) throw new TokenError("account_unknown");
  const answer = await fetchSourceToken({
    apiOrigin: component.origins.api,
    appid,
    source,
    rejected,
  });
  // An error starts the back-off, so that concurrent reports of this token do not each ask the source.
  if (answer.accessToken === rejected) throw new TokenError("token_unchanged");
  return answer;
}

/** WeChat refused a token before its expiry: another system invalidates it. Operators are alerted. */
async function recordEarlyRefusal(id: TokenId): Promise<void> {
  await db().update(accountTokens).set({ diedEarlyAt: now }).where(rowOf(id));
}

async function askComponent(appid: string, lease: Lease): Promise<Answer> {
  const [row] = await db()
    .select({
      componentAppid: accounts.componentAppid,
      refreshTokenSealed: accountTokens.refreshTokenSealed,
    })
    .from(accountTokens)
    .innerJoin(accounts, eq(accounts.appid, accountTokens.appid))
    .where(rowOf({ appid, kind: "component" }));
  const component = row && (await componentByAppid(row.componentAppid));
  if (!component || row.refreshTokenSealed === null)
    throw new TokenError("needs_reauthorization");
  const { refreshTokenSealed } = row;
  return refreshByPlatform(component, { appid, lease, refreshTokenSealed });
}
