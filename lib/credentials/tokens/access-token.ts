import { eq } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { accountToken } from "./account-token.ts";
import { rowOf } from "./token-row.ts";
import { auditTokenRead } from "./audit-token-read.ts";
import { leasedToken } from "./leased-token.ts";
import { servedKind } from "./served-token.ts";
import { openForAccount, type TokenId } from "./sealed.ts";
import { TokenError } from "./token-error.ts";
import type { AccessToken } from "./schema.ts";

const { accounts, accountTokens } = schema;

/**
 * A valid access token of an account, for the company's other systems: from the token source configured for a Mini
 * Program, otherwise from the platform. Concurrent requests on all instances cause one call upstream.
 * @throws {AccessError} `forbidden`
 * @throws {TokenError | OutboundError}
 */
export async function getAccessToken(
  actor: Actor,
  appid: string,
): Promise<AccessToken> {
  authorize(actor, "tokens.read", appid);
  const { id, source } = await served(appid);
  const {
    token: accessToken,
    expiresAt,
    version,
  } = await leasedToken(accountToken(id));
  if (!expiresAt) throw new TokenError("needs_reauthorization");
  await auditTokenRead(actor, appid, version);
  return { accessToken, expiresAt: expiresAt.toISOString(), source };
}

/** What `POST /accounts/{appid}/access-token/rejected` takes. */
export const rejectedInput = z.strictObject({
  /** SHA-256 of the token that WeChat refused, in hexadecimal: the token itself need not travel. */
  tokenHash: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, { error: "token_hash" }),
});

/**
 * Handles a report that WeChat refused a token. If it is the token now served, the token is renewed, once for all reports.
 * @returns renewed: false when a different token is served already
 * @throws {AccessError} `forbidden`
 * @throws {TokenError | OutboundError}
 */
export async function reportRejectedToken(
  actor: Actor,
  appid: string,
  { tokenHash }: z.infer<typeof rejectedInput>,
): Promise<{ renewed: boolean }> {
  authorize(actor, "tokens.read", appid);
  const { id } = await served(appid);
  const token = await storedToken(id);
  if (token === null || hashToken(token) !== tokenHash)
    return { renewed: false };
  await leasedToken(accountToken(id), token);
  await audit(db(), {
    actor: auditActor(actor),
    action: "token.rejected",
    subject: appid,
  });
  return { renewed: true };
}

/** Which token of an account is served, and its source. */
async function served(
  appid: string,
): Promise<{ id: TokenId; source: AccessToken["source"] }> {
  const [account] = await db()
    .select({ sendMode: accounts.sendMode })
    .from(accounts)
    .where(eq(accounts.appid, appid));
  if (!account) throw new TokenError("account_unknown");
  const { sendMode } = account;
  return {
    id: { appid, kind: servedKind(sendMode) },
    source: sendMode ?? "component",
  };
}

async function storedToken(id: TokenId): Promise<string | null> {
  const [row] = await db()
    .select({ accessTokenSealed: accountTokens.accessTokenSealed })
    .from(accountTokens)
    .where(rowOf(id));
  if (!row) throw new TokenError("account_unknown");
  return openForAccount(id, "access_token", row.accessTokenSealed);
}
