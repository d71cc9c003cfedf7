import { eq, sql } from "drizzle-orm";
import { schema, type Transaction } from "#lib/db/index.ts";
import { sealForAccount } from "./sealed.ts";
import { fromNow } from "./timing.ts";

const { accountTokens } = schema;

/** The tokens that an authorization brought; accounts without API rights get none (protocol 2.2). */
export interface IssuedTokens {
  accessToken?: string;
  refreshToken?: string;
  /** Seconds from now. */
  expiresIn?: number;
}

/**
 * Stores the tokens of a new authorization in the transaction that stores the authorization itself. The version moves
 * on, so that a refresh that is under way with the voided refresh token writes nothing.
 */
export async function storeTokens(
  tx: Transaction,
  appid: string,
  tokens: IssuedTokens,
): Promise<void> {
  const living =
    tokens.accessToken !== undefined && tokens.expiresIn !== undefined;
  const values = {
    accessTokenSealed:
      living && tokens.accessToken
        ? sealForAccount(appid, "access_token", tokens.accessToken)
        : null,
    expiresAt: living ? fromNow(tokens.expiresIn ?? 0) : null,
    refreshTokenSealed:
      tokens.refreshToken === undefined
        ? null
        : sealForAccount(appid, "refresh_token", tokens.refreshToken),
    refreshedAt: living ? sql`clock_timestamp()` : null,
    leaseId: null,
    leaseUntil: null,
    lastErrorAt: null,
    lastErrorKey: null,
  };
  await tx
    .insert(accountTokens)
    .values({ appid, ...values })
    .onConflictDoUpdate({
      target: accountTokens.appid,
      set: { ...values, version: sql`${accountTokens.version} + 1` },
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
      version: sql`${accountTokens.version} + 1`,
    })
    .where(eq(accountTokens.appid, appid));
}
