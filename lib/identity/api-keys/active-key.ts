import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import type { From } from "#lib/base/request-source.ts";
import { isAllowed } from "#lib/base/address-list.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import type { KeyActor, Scope } from "#lib/access/index.ts";
import { isApiKey } from "./key-text.ts";
import { IdentityError } from "#lib/identity/index.ts";

const { apiKeys } = schema;

/** A row of `keyBySecret`. */
export interface KeyRow {
  key_id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  accounts: string[] | null;
  allow: string[];
  requests_per_minute: number;
  refusal: "revoked" | "expired" | null;
  used_long_ago: boolean;
}

/**
 * A query of one row or none: the key with a secret, and the reason for which it may not be used. Other statements embed
 * it.
 * @param hash of the secret
 */
export function keyBySecret(hash: string | SQL): SQL {
  return sql`
    select api_keys.id as key_id, api_keys.name, api_key_secrets.prefix, api_keys.scopes, api_keys.accounts, api_keys.allow,
      api_keys.requests_per_minute,
      case when api_keys.revoked_at is not null then 'revoked'
        when least(api_keys.expires_at, api_key_secrets.good_until) <= clock_timestamp() then 'expired' end as refusal,
      coalesce(api_keys.last_used_at < clock_timestamp() - interval '1 minute', true) as used_long_ago
    from api_key_secrets join api_keys on api_keys.id = api_key_secrets.key_id
    where api_key_secrets.hash = ${hash}`;
}

/** Why a key may not be used. */
export type KeyRefusal = "revoked" | "expired" | "address";

/** Why a key may not be used now from an address; null when it may. */
export function keyRefusal(
  { refusal, allow }: Pick<KeyRow, "refusal" | "allow">,
  address: string | null,
): KeyRefusal | null {
  return refusal ?? (isAllowed(address, allow) ? null : "address");
}

/** The actor of a row that `keyBySecret` found. */
export function keyActorOf(row: KeyRow, from: From): KeyActor {
  const { key_id: keyId, name, prefix, scopes, accounts } = row;
  return { kind: "key", keyId, name, prefix, scopes, accounts, ...from };
}

/** An existing key that a request presents. */
export interface PresentedKey {
  actor: KeyActor;
  requestsPerMinute: number;
  /** null when it may be used. */
  refusal: KeyRefusal | null;
  usedLongAgo: boolean;
}

/**
 * The key that a request presents, valid or not.
 * @throws {IdentityError} `api_key_invalid` when there is no such key
 */
export async function presentedKey(
  bearer: string,
  from: From,
): Promise<PresentedKey> {
  if (!isApiKey(bearer)) throw new IdentityError("api_key_invalid");
  const { rows } = await db().execute<KeyRow & Record<string, unknown>>(
    keyBySecret(hashToken(bearer)),
  );
  const [row] = rows;
  if (!row) throw new IdentityError("api_key_invalid");
  return {
    actor: keyActorOf(row, from),
    requestsPerMinute: row.requests_per_minute,
    refusal: keyRefusal(row, from.address),
    usedLongAgo: row.used_long_ago,
  };
}

/**
 * Refuses a key that may not be used. Records use and refusals alike, so that members can see that an invalid key is still
 * in use.
 * @throws {IdentityError} `api_key_invalid` when it is expired or revoked, `address_not_allowed`
 */
export async function requireActiveKey({
  actor,
  refusal,
  usedLongAgo,
}: PresentedKey): Promise<void> {
  if (refusal === null) {
    if (usedLongAgo) await recordKeyUse(actor);
    return;
  }
  await recordRefusal(actor, refusal);
  throw new IdentityError(
    refusal === "address" ? "address_not_allowed" : "api_key_invalid",
    // For the audit log only; the answer does not reveal the reason.
    { values: { reason: refusal } },
  );
}

const longAgo = (
  column: typeof apiKeys.lastUsedAt | typeof apiKeys.refusedAt,
) =>
  or(isNull(column), sql`${column} < clock_timestamp() - interval '1 minute'`);

/** Records that a key is in use and from where, at most once a minute. */
export async function recordKeyUse({
  keyId,
  address,
}: KeyActor): Promise<void> {
  await db()
    .update(apiKeys)
    .set({ lastUsedAt: sql`clock_timestamp()`, lastUsedAddress: address })
    .where(and(eq(apiKeys.id, keyId), longAgo(apiKeys.lastUsedAt)));
}

/** For the list of keys, at most once a minute; the audit log has every refusal. */
async function recordRefusal(
  { keyId, address }: KeyActor,
  refusal: KeyRefusal,
): Promise<void> {
  await db()
    .update(apiKeys)
    .set({
      refusedAt: sql`clock_timestamp()`,
      refusedAddress: address,
      refusal,
    })
    .where(and(eq(apiKeys.id, keyId), longAgo(apiKeys.refusedAt)));
}
