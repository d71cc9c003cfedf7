import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/db/index.ts";
import { ProblemError } from "#lib/http/index.ts";
import { type Component, componentByAppid } from "#lib/platform/index.ts";
import { emit } from "#lib/webhooks/index.ts";
import {
  createAuthorizerClient,
  WeChatApiError,
  WeChatTransportError,
  wechatErrorKey,
} from "#lib/wechat/index.ts";
import { componentClient } from "./component-token.ts";
import { type Lease, leasedToken, type LeasedRow } from "./leased-token.ts";
import { fetchOwnToken, ownSource } from "./own-source.ts";
import { openForAccount, sealForAccount, type TokenId } from "./sealed.ts";
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

/** The row of one token. */
export function rowOf({ appid, kind }: TokenId) {
  return and(eq(accountTokens.appid, appid), eq(accountTokens.kind, kind));
}

/** A client for calls on behalf of an account, which always carries a living token of it: the platform's, or its own. */
export function authorizerClient(
  component: Component,
  appid: string,
  kind: TokenId["kind"] = "component",
) {
  const row = accountToken({ appid, kind });
  return createAuthorizerClient({
    apiOrigin: component.origins.api,
    token: {
      get: () => leasedToken(row),
      renew: (rejected) => leasedToken(row, rejected),
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
          version: accountTokens.version,
          lastErrorAt: accountTokens.lastErrorAt,
          lastErrorKey: accountTokens.lastErrorKey,
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
            rowOf(id),
            eq(accountTokens.version, version),
            isFree(accountTokens.leaseUntil),
          ),
        )
        .returning({ version: accountTokens.version });
      return claimed[0] ? { id: leaseId, version: claimed[0].version } : null;
    },
    async renew(lease, rejected) {
      try {
        if (rejected?.early) await noteEarlyDeath(id);
        const answer =
          id.kind === "own"
            ? await askOwnSource(id.appid, rejected?.token)
            : await askComponent(id.appid);
        return await writeBack(id, lease, answer);
      } catch (error) {
        await giveUp(id, lease, error);
        throw asTokenError(error);
      }
    },
  };
}

interface Answer {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  refreshToken?: string;
}

async function askOwnSource(
  appid: string,
  rejected: string | undefined,
): Promise<Answer> {
  const [source, [account]] = await Promise.all([
    ownSource(appid),
    db()
      .select({ componentAppid: accounts.componentAppid })
      .from(accounts)
      .where(eq(accounts.appid, appid)),
  ]);
  const component = account && (await componentByAppid(account.componentAppid));
  if (!source || !component) throw new TokenError("account_unknown");
  const answer = await fetchOwnToken({
    apiOrigin: component.origins.api,
    appid,
    source,
    rejected,
  });
  // Taken for a failure, so that all who report the token share this one question instead of asking in turn.
  if (answer.accessToken === rejected) throw new TokenError("token_unchanged");
  return answer;
}

/** A token that should have lived was refused: somebody else voids it, which operators are told. */
async function noteEarlyDeath(id: TokenId): Promise<void> {
  await db()
    .update(accountTokens)
    .set({ diedEarlyAt: sql`clock_timestamp()` })
    .where(rowOf(id));
}

async function askComponent(appid: string): Promise<Answer> {
  const [row] = await db()
    .select({
      componentAppid: accounts.componentAppid,
      refreshTokenSealed: accountTokens.refreshTokenSealed,
    })
    .from(accountTokens)
    .innerJoin(accounts, eq(accounts.appid, accountTokens.appid))
    .where(rowOf({ appid, kind: "component" }));
  const refreshToken = openForAccount(
    { appid, kind: "component" },
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
  id: TokenId,
  lease: Lease,
  answer: Answer,
): Promise<string | null> {
  const written = await db()
    .update(accountTokens)
    .set({
      accessTokenSealed: sealForAccount(id, "access_token", answer.accessToken),
      ...(answer.refreshToken === undefined
        ? {}
        : {
            refreshTokenSealed: sealForAccount(
              id,
              "refresh_token",
              answer.refreshToken,
            ),
          }),
      expiresAt: fromNow(answer.expiresIn),
      refreshedAt: sql`clock_timestamp()`,
      version: lease.version + 1,
      leaseId: null,
      leaseUntil: null,
      lastErrorAt: null,
      lastErrorKey: null,
      failingSince: null,
    })
    .where(
      and(
        rowOf(id),
        eq(accountTokens.version, lease.version),
        eq(accountTokens.leaseId, lease.id),
      ),
    )
    .returning({ appid: accountTokens.appid });
  return written.length > 0 ? answer.accessToken : null;
}

/** Notes the error and leaves the lease in place for a pause, so that the callers behind this one do not ask at once again. */
async function giveUp(
  id: TokenId,
  lease: Lease,
  error: unknown,
): Promise<void> {
  const key =
    error instanceof WeChatApiError || error instanceof WeChatTransportError
      ? wechatErrorKey(error)
      : error instanceof ProblemError
        ? String(error.code)
        : "unknown";
  await db().transaction(async (tx) => {
    const [before] = await tx
      .select({ failingSince: accountTokens.failingSince })
      .from(accountTokens)
      .where(and(rowOf(id), eq(accountTokens.leaseId, lease.id)))
      .for("update");
    if (!before) return;
    await noteFailure(tx, id, key);
    if (before.failingSince === null)
      await emit(tx, "token.failing", id.appid, { reason: key });
  });
}

async function noteFailure(
  tx: Transaction,
  id: TokenId,
  key: string,
): Promise<void> {
  await tx
    .update(accountTokens)
    .set({
      lastErrorAt: sql`clock_timestamp()`,
      failingSince: sql`coalesce(${accountTokens.failingSince}, clock_timestamp())`,
      lastErrorKey: key,
      leaseUntil: fromNow(FAILURE_PAUSE_SECONDS),
    })
    .where(rowOf(id));
}
