import { and, eq, sql } from "drizzle-orm";
import {
  db,
  schema,
  type Transaction,
  now,
  fromNow,
} from "#lib/base/db/index.ts";
import { rowOf } from "./token-row.ts";
import { renewLead, shareOf } from "./pauses.ts";
import { sealForAccount } from "./sealed.ts";

const { accountTokens } = schema;

/** The columns of a token without failures. */
const unharmed = {
  lastErrorAt: null,
  lastErrorKey: null,
  failingSince: null,
  failures: 0,
  retryAt: null,
};

/** The tokens that an authorization brought; accounts without API rights get none (protocol 2.2). */
export interface IssuedTokens {
  accessToken?: string;
  refreshToken?: string;
  /** Seconds from now. */
  expiresIn?: number;
}

/**
 * Stores the tokens of a new authorization in the transaction that stores the authorization itself. The new version
 * keeps a refresh in progress, with the voided refresh token, from writing.
 */
export async function storeTokens(
  tx: Transaction,
  appid: string,
  tokens: IssuedTokens,
): Promise<void> {
  const id = { appid, kind: "component" } as const;
  const hasAccessToken =
    tokens.accessToken !== undefined && tokens.expiresIn !== undefined;
  const values = {
    accessTokenSealed:
      hasAccessToken && tokens.accessToken
        ? sealForAccount(id, "access_token", tokens.accessToken)
        : null,
    expiresAt: hasAccessToken
      ? fromNow({ seconds: tokens.expiresIn ?? 0 })
      : null,
    refreshTokenSealed:
      tokens.refreshToken === undefined
        ? null
        : sealForAccount(id, "refresh_token", tokens.refreshToken),
    // Even without an access token: a list read from WeChat earlier is older than this refresh token.
    refreshedAt: now,
    leaseId: null,
    leaseUntil: null,
    renewAt:
      tokens.refreshToken === undefined
        ? null
        : firstRenewal(appid, hasAccessToken ? tokens.expiresIn : undefined),
    ...unharmed,
  };
  await tx
    .insert(accountTokens)
    .values({ ...id, ...values })
    .onConflictDoUpdate({
      target: [accountTokens.appid, accountTokens.kind],
      set: { ...values, version: sql`${accountTokens.version} + 1` },
    });
}

/** Before the access token expires; without one, within a minute, spread over the accounts. */
function firstRenewal(appid: string, expiresIn: number | undefined) {
  return fromNow({
    seconds:
      expiresIn === undefined
        ? shareOf(appid) * 60
        : expiresIn - renewLead(appid, expiresIn),
  });
}

/** Forgets the tokens of an account that is no longer authorized. */
export async function forgetTokens(
  tx: Transaction,
  appid: string,
): Promise<void> {
  await tx
    .update(accountTokens)
    .set({
      accessTokenSealed: null,
      expiresAt: null,
      refreshTokenSealed: null,
      leaseId: null,
      leaseUntil: null,
      renewAt: null,
      version: sql`${accountTokens.version} + 1`,
    })
    .where(rowOf({ appid, kind: "component" }));
}

/** Ends the pause of a used-up quota (45009) after the quota was reset. */
export async function endQuotaPause(appid: string): Promise<void> {
  await db()
    .update(accountTokens)
    .set({
      retryAt: null,
      renewAt: sql`case when ${accountTokens.renewAt} is not null then clock_timestamp() end`,
    })
    .where(
      and(
        eq(accountTokens.appid, appid),
        eq(accountTokens.lastErrorKey, "45009"),
      ),
    );
}

/** Clears the token after a Mini Program's token source has changed. The new version keeps a fetch in progress from writing. */
export async function resetSourceToken(
  tx: Transaction,
  appid: string,
): Promise<void> {
  const empty = {
    accessTokenSealed: null,
    expiresAt: null,
    refreshedAt: null,
    leaseId: null,
    leaseUntil: null,
    ...unharmed,
    diedEarlyAt: null,
  };
  await tx
    .insert(accountTokens)
    .values({ appid, kind: "own", ...empty })
    .onConflictDoUpdate({
      target: [accountTokens.appid, accountTokens.kind],
      set: { ...empty, version: sql`${accountTokens.version} + 1` },
    });
}
