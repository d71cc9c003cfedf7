import { inArray } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import {
  keyIdOf,
  keyIds,
  open,
  seal,
  type SealContext,
  SealError,
} from "#lib/base/secrets/index.ts";
import { sealedPages } from "./queries.ts";
import { SecretKeyError } from "./secret-key-error.ts";
import { sealedColumns } from "./sealed-columns.ts";

const { secretKeyChecks: checks } = schema;

const PLAINTEXT = "lingpai";
const sealContext = (keyId: string) => ({
  table: "secret_key_checks",
  column: "check_sealed",
  row: keyId,
});

/**
 * Verifies that SECRET_KEYS contains every key that sealed stored data, and records the newest key as in use. Called
 * before anything is sealed.
 * @throws {SecretKeyError} `key_missing`, `key_differs`
 */
export async function checkSecretKeys(): Promise<void> {
  const [newest] = keyIds();
  const known = await openChecks();
  const used = known === 0 ? await keysInUse() : [];
  await db()
    .insert(checks)
    .values(
      [...new Set([...used, newest])].map((keyId) => ({
        keyId,
        checkSealed: seal(PLAINTEXT, sealContext(keyId), keyId),
      })),
    )
    .onConflictDoNothing();
  // A concurrent instance may have recorded a different key under the same id.
  await openChecks();
}

/**
 * The same check without recording anything: for read-only commands, and for those that may have other keys.
 * @throws {SecretKeyError} `key_missing`, `key_differs`
 */
export async function assertSecretKeys(): Promise<void> {
  if ((await openChecks()) === 0) await keysInUse();
}

/** Deletes the checks of keys that no longer seal anything: from now on the console starts without these keys. */
export async function forgetKeys(ids: readonly string[]): Promise<void> {
  await db()
    .delete(checks)
    .where(inArray(checks.keyId, [...ids]));
}

async function openChecks(): Promise<number> {
  const rows = await db().select().from(checks);
  for (const { keyId, checkSealed } of rows)
    try {
      open(checkSealed, sealContext(keyId));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      throw new SecretKeyError(
        error.code === "unknown_key" ? "key_missing" : "key_differs",
        keyId,
        { cause: error },
      );
    }
  return rows.length;
}

/**
 * The keys that sealed stored data, for a database from before there were checks. A key is right if one value opens: a
 * single value that does not open may itself be damaged.
 */
async function keysInUse(): Promise<string[]> {
  const valid = new Set<string>();
  const doubtful = new Set<string>();
  for (const column of sealedColumns)
    for await (const page of sealedPages(column, () => [...valid]))
      for (const { key, blob } of page) {
        const keyId = keyIdOf(blob);
        if (keyId === null || valid.has(keyId)) continue;
        if (!keyIds().includes(keyId))
          throw new SecretKeyError("key_missing", keyId);
        if (opens(blob, column.sealContext(key))) valid.add(keyId);
        else doubtful.add(keyId);
      }
  for (const keyId of doubtful)
    if (!valid.has(keyId)) throw new SecretKeyError("key_differs", keyId);
  return [...valid];
}

function opens(blob: string, context: SealContext): boolean {
  try {
    open(blob, context);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}
