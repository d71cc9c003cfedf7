import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { audit } from "#lib/audit/index.ts";
import { db, schema } from "#lib/db/index.ts";
import { isAllowed } from "#lib/http/index.ts";
import { hashToken } from "#lib/secrets/index.ts";
import type { KeyActor } from "./actor.ts";
import { isApiKey } from "./api-key.ts";
import { AuthError } from "./auth-error.ts";
import type { Scope } from "./policy.ts";

const { apiKeys } = schema;

/** From where a request comes. */
export interface From {
  address: string | null;
  requestId: string | null;
}

/** What `keyBehind` finds. */
export interface KeyRow {
  key_id: string;
  name: string;
  scopes: Scope[];
  accounts: string[] | null;
  allow: string[];
  requests_per_minute: number;
  refusal: "revoked" | "expired" | null;
  used_long_ago: boolean;
}

/**
 * The key behind a secret, with what speaks against it; a query of one row or none, for statements that ask for more than
 * the key.
 * @param hash of the secret
 */
export function keyBehind(hash: string | SQL): SQL {
  return sql`
    select api_keys.id as key_id, api_keys.name, api_keys.scopes, api_keys.accounts, api_keys.allow,
      api_keys.requests_per_minute,
      case when api_keys.revoked_at is not null then 'revoked'
        when least(api_keys.expires_at, api_key_secrets.good_until) <= clock_timestamp() then 'expired' end as refusal,
      coalesce(api_keys.last_used_at < clock_timestamp() - interval '1 minute', true) as used_long_ago
    from api_key_secrets join api_keys on api_keys.id = api_key_secrets.key_id
    where api_key_secrets.hash = ${hash}`;
}

/** Why a key may not be used now from an address; null when it may. */
export function keyRefusal(
  { refusal, allow }: Pick<KeyRow, "refusal" | "allow">,
  address: string | null,
): "revoked" | "expired" | "address" | null {
  return refusal ?? (isAllowed(address, allow) ? null : "address");
}

/** The actor of a row that `keyBehind` found. */
export function keyActorOf(row: KeyRow, from: From): KeyActor {
  const { key_id: keyId, name, scopes, accounts } = row;
  return { kind: "key", keyId, name, scopes, accounts, ...from };
}

/** A key that may be used, and how often. */
export interface LivingKey {
  actor: KeyActor;
  requestsPerMinute: number;
}

/**
 * The key that a request offers. That one of ours was refused is kept: somebody uses what they should not.
 * @throws {AuthError} `api_key_invalid` for one that is unknown, over or revoked; `address_not_allowed`
 */
export async function livingKey(
  bearer: string,
  from: From,
): Promise<LivingKey> {
  if (!isApiKey(bearer)) throw new AuthError("api_key_invalid");
  const { rows } = await db().execute<KeyRow & Record<string, unknown>>(
    keyBehind(hashToken(bearer)),
  );
  const [row] = rows;
  if (!row) throw new AuthError("api_key_invalid");
  const actor = keyActorOf(row, from);
  const refusal = keyRefusal(row, from.address);
  if (refusal) {
    await noteRefusal(actor, refusal);
    throw new AuthError(
      refusal === "address" ? "address_not_allowed" : "api_key_invalid",
    );
  }
  if (row.used_long_ago) await noteUse(actor);
  return { actor, requestsPerMinute: row.requests_per_minute };
}

const longAgo = (
  column: typeof apiKeys.lastUsedAt | typeof apiKeys.refusedAt,
) =>
  or(isNull(column), sql`${column} < clock_timestamp() - interval '1 minute'`);

/** Notes that a key is in use and from where: once a minute, whoever notes it. */
export async function noteUse({ keyId, address }: KeyActor): Promise<void> {
  await db()
    .update(apiKeys)
    .set({ lastUsedAt: sql`clock_timestamp()`, lastUsedAddress: address })
    .where(and(eq(apiKeys.id, keyId), longAgo(apiKeys.lastUsedAt)));
}

async function noteRefusal(
  actor: KeyActor,
  refusal: "revoked" | "expired" | "address",
): Promise<void> {
  const { keyId: id, name, address, requestId } = actor;
  await db().transaction(async (tx) => {
    const noted = await tx
      .update(apiKeys)
      .set({
        refusedAt: sql`clock_timestamp()`,
        refusedAddress: address,
        refusal,
      })
      .where(and(eq(apiKeys.id, id), longAgo(apiKeys.refusedAt)))
      .returning({ id: apiKeys.id });
    if (noted.length > 0)
      await audit(tx, {
        actor: { kind: "key", id, name, address, requestId },
        action: "api_key.refused",
        subject: id,
        outcome: "denied",
        after: { refusal },
      });
  });
}
