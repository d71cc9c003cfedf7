import { randomBytes } from "node:crypto";
import { type Database, type Transaction, schema } from "#lib/base/db/index.ts";
import { open, seal } from "#lib/base/secrets/index.ts";

const { auditKeys } = schema;
const ID = "default";
const KEY_BYTES = 32;
const sealContext = { table: "audit_keys", column: "key_sealed", row: ID };

/**
 * The key of the audit chain, sealed in the database like every secret. Someone with the database but without SECRET_KEYS
 * cannot compute a valid chain for changed rows, and the key survives a rotation of SECRET_KEYS.
 * @returns null when there is none yet
 */
export async function chainKey(
  database: Database | Transaction,
): Promise<Buffer | null> {
  const [row] = await database.select().from(auditKeys);
  return row
    ? Buffer.from(open(row.keySealed, sealContext), "base64url")
    : null;
}

/** The key of the audit chain, created if there is none. When instances create it concurrently, the first one wins. */
export async function ensureChainKey(
  database: Database | Transaction,
): Promise<Buffer> {
  const known = await chainKey(database);
  if (known) return known;
  const key = randomBytes(KEY_BYTES).toString("base64url");
  await database
    .insert(auditKeys)
    .values({ id: ID, keySealed: seal(key, sealContext) })
    .onConflictDoNothing();
  const made = await chainKey(database);
  if (!made) throw new Error("the key of the audit chain could not be created");
  return made;
}
