import { sql } from "drizzle-orm";
import { schema, type Transaction } from "#lib/db/index.ts";
import { rowOf } from "./account-token.ts";
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
  const id = { appid, kind: "component" } as const;
  const living =
    tokens.accessToken !== undefined && tokens.expiresIn !== undefined;
  const values = {
    accessTokenSealed:
      living && tokens.accessToken
        ? sealForAccount(id, "access_token", tokens.accessToken)
        : null,
    expiresAt: living ? fromNow(tokens.expiresIn ?? 0) : null,
    refreshTokenSealed:
      tokens.refreshToken === undefined
        ? null
        : sealForAccount(id, "refresh_token", tokens.refreshToken),
    refreshedAt: living ? sql`clock_timestamp()` : null,
    leaseId: null,
    leaseUntil: null,
    lastErrorAt: null,
    lastErrorKey: null,
    failingSince: null,
  };
  await tx
    .insert(accountTokens)
    .values({ ...id, ...values })
    .onConflictDoUpdate({
      target: [accountTokens.appid, accountTokens.kind],
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
    .where(rowOf({ appid, kind: "component" }));
}

/** Begins anew with a Mini Program's own source: what came from the one before is forgotten, a fetch under way writes nothing. */
export async function resetOwnToken(
  tx: Transaction,
  appid: string,
): Promise<void> {
  const empty = {
    accessTokenSealed: null,
    expiresAt: null,
    refreshedAt: null,
    leaseId: null,
    leaseUntil: null,
    lastErrorAt: null,
    lastErrorKey: null,
    failingSince: null,
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
