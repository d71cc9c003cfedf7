import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { newApiKey, shownPrefix } from "./key-text.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { KeyError } from "./key-error.ts";
import type { keyChange, keyInput, rotateInput } from "./key-input.ts";
import type { NewSecret } from "./schema.ts";

const { accounts, apiKeys, apiKeySecrets } = schema;

/**
 * Makes an API key.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {KeyError} `api_key_accounts_unknown`
 */
export async function createApiKey(
  actor: UserActor,
  input: z.infer<typeof keyInput>,
): Promise<NewSecret> {
  authorize(actor, "api_keys.manage");
  await requireRecentSignIn(actor);
  return db().transaction(async (tx) => {
    await assertKnown(tx, input.accounts);
    const [row] = await tx
      .insert(apiKeys)
      .values({
        ...valuesOf(input),
        createdBy: actor.userId,
        createdByName: actor.name,
        createdAt: sql`date_trunc('milliseconds', clock_timestamp())`,
      })
      .returning({ id: apiKeys.id });
    if (!row) throw new Error("the insert returned no row");
    const key = await addSecret(tx, row.id);
    await audit(tx, {
      actor: auditActor(actor),
      action: "api_key.created",
      subject: row.id,
      after: { ...auditedFields(input), prefix: shownPrefix(key) },
    });
    return { id: row.id, key };
  });
}

/**
 * Changes a key's name, scopes, accounts, allowed addresses, rate and expiry; its secret stays.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {KeyError} `api_key_unknown`, `api_key_revoked`, `api_key_accounts_unknown`
 */
export async function changeApiKey(
  actor: UserActor,
  id: string,
  change: z.infer<typeof keyChange>,
): Promise<void> {
  authorize(actor, "api_keys.manage");
  await requireRecentSignIn(actor);
  await db().transaction(async (tx) => {
    const before = await lockKey(tx, id);
    const kept = before.accounts ?? [];
    await assertKnown(
      tx,
      change.accounts?.filter((appid) => !kept.includes(appid)) ?? null,
    );
    await tx.update(apiKeys).set(valuesOf(change)).where(eq(apiKeys.id, id));
    const { name, scopes, accounts, allow, requestsPerMinute } = before;
    await audit(tx, {
      actor: auditActor(actor),
      action: "api_key.changed",
      subject: id,
      before: auditedFields({
        name,
        scopes,
        accounts,
        allow,
        requestsPerMinute,
        expiresAt: before.expiresAt?.toISOString() ?? null,
      }),
      after: auditedFields(change),
    });
  });
}

/**
 * Gives a key a new secret. The previous one stays valid for the overlap, so that the systems that use it can change
 * over; a secret from an earlier rotation expires no later than that.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {KeyError} `api_key_unknown`, `api_key_revoked`
 */
export async function rotateApiKey(
  actor: UserActor,
  id: string,
  { overlapHours }: z.infer<typeof rotateInput>,
): Promise<NewSecret> {
  authorize(actor, "api_keys.manage");
  await requireRecentSignIn(actor);
  return db().transaction(async (tx) => {
    await lockKey(tx, id);
    await tx
      .update(apiKeySecrets)
      .set({
        goodUntil: sql`least(good_until, clock_timestamp() + make_interval(hours => ${overlapHours}))`,
      })
      .where(eq(apiKeySecrets.keyId, id));
    const key = await addSecret(tx, id);
    await audit(tx, {
      actor: auditActor(actor),
      action: "api_key.rotated",
      subject: id,
      after: { overlapHours, prefix: shownPrefix(key) },
    });
    return { id, key };
  });
}

/**
 * Revokes a key with all its secrets, immediately. Revoking it again changes nothing.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {KeyError} `api_key_unknown`
 */
export async function revokeApiKey(
  actor: UserActor,
  id: string,
): Promise<void> {
  authorize(actor, "api_keys.manage");
  await requireRecentSignIn(actor);
  assertId(id);
  await db().transaction(async (tx) => {
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`clock_timestamp()` })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name });
    if (revoked.length === 0) {
      await keyRow(tx, id);
      return;
    }
    await audit(tx, {
      actor: auditActor(actor),
      action: "api_key.revoked",
      subject: id,
      before: revoked[0],
    });
  });
}

/** The fields as the audit log shows them: `all`, because null would read as no accounts. */
const auditedFields = <Fields extends { accounts: readonly string[] | null }>(
  fields: Fields,
) => ({ ...fields, accounts: fields.accounts ?? "all" });

const valuesOf = ({ expiresAt, ...rest }: z.infer<typeof keyInput>) => ({
  ...rest,
  expiresAt: expiresAt === null ? null : new Date(expiresAt),
});

async function addSecret(tx: Transaction, keyId: string): Promise<string> {
  const key = newApiKey();
  await tx.insert(apiKeySecrets).values({
    hash: hashToken(key),
    keyId,
    prefix: shownPrefix(key),
    createdAt: sql`clock_timestamp()`,
  });
  return key;
}

/** @throws {KeyError} `api_key_accounts_unknown` with the first unknown AppID */
async function assertKnown(
  tx: Transaction,
  appids: readonly string[] | null,
): Promise<void> {
  if (!appids || appids.length === 0) return;
  const rows = await tx
    .select({ appid: accounts.appid })
    .from(accounts)
    .where(inArray(accounts.appid, [...appids]))
    .for("share");
  const known = new Set(rows.map(({ appid }) => appid));
  const unknown = appids.find((appid) => !known.has(appid));
  if (unknown !== undefined)
    throw new KeyError("api_key_accounts_unknown", {
      values: { appid: unknown },
      fields: [{ field: "accounts", code: "account_unknown" }],
    });
}

/** @throws {KeyError} `api_key_unknown` when the text is no UUID */
function assertId(id: string): void {
  if (!z.uuid().safeParse(id).success) throw new KeyError("api_key_unknown");
}

/** @throws {KeyError} `api_key_unknown` */
async function keyRow(tx: Transaction, id: string) {
  const [row] = await tx
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.id, id))
    .for("update");
  if (!row) throw new KeyError("api_key_unknown");
  return row;
}

/** @throws {KeyError} `api_key_unknown`, `api_key_revoked` */
async function lockKey(tx: Transaction, id: string) {
  assertId(id);
  const row = await keyRow(tx, id);
  if (row.revokedAt) throw new KeyError("api_key_revoked");
  return row;
}
