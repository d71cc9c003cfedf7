import { inArray } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import {
  keyIdOf,
  keyIds,
  open,
  seal,
  SealError,
} from "#lib/base/secrets/index.ts";
import { sealedPages } from "./queries.ts";
import { SecretKeyError } from "./secret-key-error.ts";
import { sealedColumns } from "./sealed-columns.ts";

const { secretKeyChecks: checks } = schema;

const WORD = "lingpai";
const placeOf = (keyId: string) => ({
  table: "secret_key_checks",
  column: "check_sealed",
  row: keyId,
});

/**
 * Sees that SECRET_KEYS holds every key with which anything stored was sealed, and notes that the newest one seals from
 * now on. Called before anything is sealed.
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
        checkSealed: seal(WORD, placeOf(keyId), keyId),
      })),
    )
    .onConflictDoNothing();
  // Another instance may have been first, with another key under the same id.
  await openChecks();
}

/**
 * Sees the same for what only looks, or works beside the console with keys that are not the console's: notes nothing.
 * @throws {SecretKeyError} `key_missing`, `key_differs`
 */
export async function assertSecretKeys(): Promise<void> {
  if ((await openChecks()) === 0) await keysInUse();
}

/** Forgets the checks of keys with which nothing is sealed any more: a start without them is good from now on. */
export async function forgetKeys(ids: readonly string[]): Promise<void> {
  await db()
    .delete(checks)
    .where(inArray(checks.keyId, [...ids]));
}

async function openChecks(): Promise<number> {
  const rows = await db().select().from(checks);
  for (const { keyId, checkSealed } of rows)
    try {
      open(checkSealed, placeOf(keyId));
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
 * The keys that sealed what is stored, for a database from before there were checks. One value that opens is enough for
 * a key: a single one that does not may be damaged itself.
 */
async function keysInUse(): Promise<string[]> {
  const good = new Set<string>();
  const doubtful = new Set<string>();
  for (const column of sealedColumns)
    for await (const page of sealedPages(column, () => [...good]))
      for (const { key, blob } of page) {
        const keyId = keyIdOf(blob);
        if (keyId === null || good.has(keyId)) continue;
        if (!keyIds().includes(keyId))
          throw new SecretKeyError("key_missing", keyId);
        if (opens(blob, column.placeOf(key))) good.add(keyId);
        else doubtful.add(keyId);
      }
  for (const keyId of doubtful)
    if (!good.has(keyId)) throw new SecretKeyError("key_differs", keyId);
  return [...good];
}

function opens(blob: string, place: Parameters<typeof open>[1]): boolean {
  try {
    open(blob, place);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}
