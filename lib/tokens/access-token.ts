import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { audit, auditActor } from "#lib/audit/index.ts";
import { authorize, type UserActor } from "#lib/auth/index.ts";
import { db, schema } from "#lib/db/index.ts";
import { type Component, componentByAppid } from "#lib/platform/index.ts";
import {
  createAuthorizerClient,
  WeChatApiError,
  WeChatTransportError,
  wechatErrorKey,
} from "#lib/wechat/index.ts";
import { componentClient } from "./component-token.ts";
import { type Lease, leasedToken, type LeasedRow } from "./leased-token.ts";
import { openForAccount, sealForAccount } from "./sealed.ts";
import {
  asTokenError,
  clockOf,
  FAILURE_PAUSE_SECONDS,
  fromNow,
  isFree,
  LEASE_SECONDS,
} from "./timing.ts";
import { TokenError } from "./token-error.ts";

const { accounts, accountTokens } = schema;

/** A living access token of one account; `expiresAt` in ISO 8601. */
export interface AccessToken {
  accessToken: string;
  expiresAt: string;
  source: "component";
}

/**
 * One dependable access token of an account, for the company's other systems. However many ask on however many
 * instances, WeChat is asked once.
 * @throws {AuthError} `forbidden`
 * @throws {TokenError}
 */
export async function getAccessToken(
  actor: UserActor,
  appid: string,
): Promise<AccessToken> {
  authorize(actor, "tokens.read");
  const accessToken = await leasedToken(accountRow(appid));
  const [row] = await db()
    .select({ expiresAt: accountTokens.expiresAt })
    .from(accountTokens)
    .where(eq(accountTokens.appid, appid));
  if (!row?.expiresAt) throw new TokenError("needs_reauthorization");
  await audit(db(), {
    actor: auditActor(actor),
    action: "token.read",
    subject: appid,
  });
  return {
    accessToken,
    expiresAt: row.expiresAt.toISOString(),
    source: "component",
  };
}

/** A client for calls on behalf of an account, which always carries a living token of it. */
export function authorizerClient(component: Component, appid: string) {
  const row = accountRow(appid);
  return createAuthorizerClient({
    apiOrigin: component.origins.api,
    token: {
      get: () => leasedToken(row),
      renew: (rejected) => leasedToken(row, rejected),
    },
  });
}

function accountRow(appid: string): LeasedRow {
  return {
    async read() {
      const [row] = await db()
        .select({
          tokenSealed: accountTokens.accessTokenSealed,
          refreshTokenSealed: accountTokens.refreshTokenSealed,
          version: accountTokens.version,
          lastErrorAt: accountTokens.lastErrorAt,
          lastErrorKey: accountTokens.lastErrorKey,
          ...clockOf(accountTokens.refreshedAt, accountTokens.expiresAt),
        })
        .from(accountTokens)
        .where(eq(accountTokens.appid, appid));
      if (!row) throw new TokenError("account_unknown");
      if (!row.refreshTokenSealed)
        throw new TokenError("needs_reauthorization");
      return {
        token: openForAccount(appid, "access_token", row.tokenSealed),
        fresh: row.fresh,
        valid: row.valid,
        version: row.version,
        failedSince: (begun) =>
          row.lastErrorAt && row.lastErrorAt >= begun ? row.lastErrorKey : null,
        now: new Date(row.nowMs),
      };
    },
    async claim(version) {
      const leaseId = randomUUID();
      const claimed = await db()
        .update(accountTokens)
        .set({
          leaseId,
          leaseUntil: fromNow(LEASE_SECONDS),
        })
        .where(
          and(
            eq(accountTokens.appid, appid),
            eq(accountTokens.version, version),
            isFree(accountTokens.leaseUntil),
          ),
        )
        .returning({ version: accountTokens.version });
      return claimed[0] ? { id: leaseId, version: claimed[0].version } : null;
    },
    async renew(lease) {
      try {
        return await writeBack(appid, lease, await askUpstream(appid));
      } catch (error) {
        await giveUp(appid, lease, error);
        throw asTokenError(error);
      }
    },
  };
}

async function askUpstream(appid: string) {
  const [row] = await db()
    .select({
      componentAppid: accounts.componentAppid,
      refreshTokenSealed: accountTokens.refreshTokenSealed,
    })
    .from(accountTokens)
    .innerJoin(accounts, eq(accounts.appid, accountTokens.appid))
    .where(eq(accountTokens.appid, appid));
  const refreshToken = openForAccount(
    appid,
    "refresh_token",
    row?.refreshTokenSealed ?? null,
  );
  const component = row && (await componentByAppid(row.componentAppid));
  if (!component || refreshToken === null)
    throw new TokenError("needs_reauthorization");
  return componentClient(component).refreshAuthorizerToken({
    appid,
    refreshToken,
  });
}

/** Stores what came back, the refresh token included (protocol 2.1), unless somebody has stored something newer meanwhile. */
async function writeBack(
  appid: string,
  lease: Lease,
  answer: { accessToken: string; refreshToken: string; expiresIn: number },
): Promise<string | null> {
  const written = await db()
    .update(accountTokens)
    .set({
      accessTokenSealed: sealForAccount(
        appid,
        "access_token",
        answer.accessToken,
      ),
      refreshTokenSealed: sealForAccount(
        appid,
        "refresh_token",
        answer.refreshToken,
      ),
      expiresAt: fromNow(answer.expiresIn),
      refreshedAt: sql`clock_timestamp()`,
      version: lease.version + 1,
      leaseId: null,
      leaseUntil: null,
      lastErrorAt: null,
      lastErrorKey: null,
    })
    .where(
      and(
        eq(accountTokens.appid, appid),
        eq(accountTokens.version, lease.version),
        eq(accountTokens.leaseId, lease.id),
      ),
    )
    .returning({ appid: accountTokens.appid });
  return written.length > 0 ? answer.accessToken : null;
}

/** Notes the error and leaves the lease in place for a pause, so that the callers behind this one do not ask at once again. */
async function giveUp(
  appid: string,
  lease: Lease,
  error: unknown,
): Promise<void> {
  const key =
    error instanceof WeChatApiError || error instanceof WeChatTransportError
      ? wechatErrorKey(error)
      : "unknown";
  await db()
    .update(accountTokens)
    .set({
      lastErrorAt: sql`clock_timestamp()`,
      lastErrorKey: key,
      leaseUntil: fromNow(FAILURE_PAUSE_SECONDS),
    })
    .where(
      and(eq(accountTokens.appid, appid), eq(accountTokens.leaseId, lease.id)),
    );
}
