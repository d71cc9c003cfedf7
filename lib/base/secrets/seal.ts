import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { env } from "#lib/base/env.ts";

/** The column and row of a sealed value, used as associated data: a blob copied to another row does not decrypt. */
export interface SealContext {
  table: string;
  column: string;
  row: string;
}

/** A blob cannot be decrypted. The message never contains any of its content. */
export class SealError extends Error {
  readonly code: "unknown_key" | "not_authentic";
  constructor(code: "unknown_key" | "not_authentic", message: string) {
    super(message);
    this.name = "SealError";
    this.code = code;
  }
}

const IV_BYTES = 12;
const IVS_AT_ONCE = 256;
const TAG_BYTES = 16;

function keys() {
  const keys = env().SECRET_KEYS;
  if (!keys?.[0])
    throw new Error(
      "SECRET_KEYS is not set: the server sets it before anything asks for it",
    );
  return { newest: keys[0], all: keys };
}

/** The ids of the keys in SECRET_KEYS; the first one encrypts. */
export function keyIds(): [string, ...string[]] {
  const { newest, all } = keys();
  return [newest.id, ...all.slice(1).map(({ id }) => id)];
}

/** The id of a blob's key; null for a text that is not a blob, so that no part of it is shown as an id. */
export function keyIdOf(blob: string): string | null {
  return /^([\w-]{1,32})\./.exec(blob)?.[1] ?? null;
}

/** Cached because encrypting with a Buffer takes several times as long, and creating a KeyObject per call twice as long. */
const keyObjects = new WeakMap<Buffer, KeyObject>();

function keyObjectOf(key: Buffer): KeyObject {
  const made = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, made);
  return made;
}

function keyOf(keyId: string | null, context: SealContext): KeyObject {
  const key = keys().all.find((candidate) => candidate.id === keyId)?.key;
  if (key) return keyObjectOf(key);
  throw new SealError(
    "unknown_key",
    keyId === null
      ? `the secret in ${context.table}.${context.column} names no key`
      : `the secret in ${context.table}.${context.column} is sealed with key "${keyId}", which SECRET_KEYS does not hold`,
  );
}

/** Random bytes for the next IVs, each used once: drawing many costs no more than drawing twelve. */
let fresh = Buffer.alloc(0);

function nextIv(): Buffer {
  if (fresh.length < IV_BYTES) fresh = randomBytes(IV_BYTES * IVS_AT_ONCE);
  const iv = fresh.subarray(0, IV_BYTES);
  fresh = fresh.subarray(IV_BYTES);
  return iv;
}

function associatedData(keyId: string, context: SealContext): Buffer {
  return Buffer.from(
    JSON.stringify([keyId, context.table, context.column, context.row]),
  );
}

/**
 * Encrypts a secret (AES-256-GCM); the blob is `keyId.base64url(iv ‖ ciphertext ‖ tag)`.
 * @param keyId by default the newest key
 * @throws {SealError} `unknown_key` when SECRET_KEYS does not contain the key
 */
export function seal(
  secret: string,
  context: SealContext,
  keyId: string = keys().newest.id,
): string {
  const iv = nextIv();
  const cipher = createCipheriv("aes-256-gcm", keyOf(keyId, context), iv);
  cipher.setAAD(associatedData(keyId, context));
  const sealed = Buffer.concat([
    iv,
    cipher.update(secret, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${keyId}.${sealed.toString("base64url")}`;
}

/**
 * Decrypts a blob that `seal` made for the same context.
 * @throws {SealError} `unknown_key` when the blob names a key that is not configured, `not_authentic` when it was
 * changed or belongs to another context
 */
export function open(blob: string, context: SealContext): string {
  const keyId = keyIdOf(blob);
  const key = keyOf(keyId, context);
  const bytes = Buffer.from(blob.split(".")[1] ?? "", "base64url");
  try {
    const decipher = createDecipheriv(
      "aes-256-gcm",
      key,
      bytes.subarray(0, IV_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(associatedData(keyId ?? "", context));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)),
      decipher.final(),
    ]).toString("utf8");
  } catch {
    throw new SealError(
      "not_authentic",
      `the secret in ${context.table}.${context.column} does not open`,
    );
  }
}

/** A 32-byte key for one purpose, derived from the newest secret key (HKDF-SHA-256). */
export function deriveKey(purpose: string): Buffer {
  return Buffer.from(
    hkdfSync(
      "sha256",
      keys().newest.key,
      Buffer.alloc(0),
      `lingpai ${purpose}`,
      32,
    ),
  );
}
