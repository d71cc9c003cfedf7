import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { LRUCache } from "lru-cache";
import { EnvelopeError } from "./envelope-error.ts";

const BLOCK_BYTES = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/**
 * Whether a text is an EncodingAESKey: 43 letters and digits (protocol 4.1). The low two bits of the last character are
 * ignored, so every such text is a key.
 */
export function isEncodingAesKey(text: string): boolean {
  return /^[A-Za-z0-9]{43}$/.test(text);
}

/** Whether two EncodingAESKeys decode to the same 32 bytes; texts may differ in the ignored bits (protocol 4.1). */
export function sameEncodingAesKey(one: string, other: string): boolean {
  return timingSafeEqual(keyBytes(one), keyBytes(other));
}

function keyBytes(encodingAesKey: string): Buffer {
  if (!isEncodingAesKey(encodingAesKey))
    throw new TypeError("an EncodingAESKey has 43 letters and digits");
  return Buffer.from(`${encodingAesKey}=`, "base64");
}

interface AesKey {
  key: KeyObject;
  iv: Buffer;
}

/**
 * Cached key objects: creating one costs a good part of a decryption. A platform has at most two, a Mini Program with its
 * own push has one.
 */
const aesKeys = new LRUCache<string, AesKey>({ max: 1_000 });

function aesKeyOf(encodingAesKey: string): AesKey {
  const cached = aesKeys.get(encodingAesKey);
  if (cached) return cached;
  const bytes = keyBytes(encodingAesKey);
  // A KeyObject, since with a Buffer Node.js throws and catches an exception in each call.
  const made = { key: createSecretKey(bytes), iv: bytes.subarray(0, 16) };
  aesKeys.set(encodingAesKey, made);
  return made;
}

/** Sorts by code unit, which equals WeChat's order, as the signed texts are ASCII. */
const sha1OfSorted = (parts: string[]) => hash("sha1", parts.sort().join(""));

/** `signature` of the query: it does not cover the body (protocol 4.1). */
export function signature(
  token: string,
  timestamp: string,
  nonce: string,
): string {
  return sha1OfSorted([token, timestamp, nonce]);
}

/** `msg_signature` of the query, which covers the encrypted body (protocol 4.1). */
export function messageSignature(
  token: string,
  timestamp: string,
  nonce: string,
  encrypt: string,
): string {
  return sha1OfSorted([token, timestamp, nonce, encrypt]);
}

/** Compares two texts in constant time; only a difference in length may be observed. */
export function equalInConstantTime(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

/**
 * Encrypts a message as WeChat does (protocol 4.1): AES-256-CBC over 16 random bytes, length, message and appid, padded
 * to blocks of 32.
 * @param input.random 16 bytes; only tests pass it, to reproduce a known envelope
 * @returns base64
 */
export function encryptMessage(input: {
  message: string;
  appid: string;
  encodingAesKey: string;
  random?: Buffer;
}): string {
  const { key, iv } = aesKeyOf(input.encodingAesKey);
  const message = Buffer.from(input.message, "utf8");
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const content = Buffer.concat([
    input.random ?? randomBytes(RANDOM_BYTES),
    length,
    message,
    Buffer.from(input.appid, "utf8"),
  ]);
  const pad = BLOCK_BYTES - (content.length % BLOCK_BYTES);
  const cipher = createCipheriv("aes-256-cbc", key, iv).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(content),
    cipher.update(Buffer.alloc(pad, pad)),
    cipher.final(),
  ]).toString("base64");
}

/**
 * Decrypts a message of `encryptMessage` or WeChat. This does not authenticate the sender: check the signature before, and
 * the appid afterwards.
 * @throws {EnvelopeError} `decrypt_failed`
 */
export function decryptMessage(input: {
  encrypt: string;
  encodingAesKey: string;
}): { message: string; appid: string } {
  const { key, iv } = aesKeyOf(input.encodingAesKey);
  const sealed = Buffer.from(input.encrypt, "base64");
  // Decoding skips characters that are not base64, so an invalid text yields fewer bytes than its length implies.
  if (
    sealed.length === 0 ||
    sealed.length % 16 !== 0 ||
    sealed.length !== Buffer.byteLength(input.encrypt, "base64")
  )
    throw new EnvelopeError("decrypt_failed");
  const decipher = createDecipheriv("aes-256-cbc", key, iv).setAutoPadding(
    false,
  );
  // Without automatic padding `final` returns nothing.
  const padded = decipher.update(sealed);
  decipher.final();
  const length = lengthWithoutPadding(padded);
  const begin = RANDOM_BYTES + LENGTH_BYTES;
  if (length < begin) throw new EnvelopeError("decrypt_failed");
  const end = begin + padded.readUInt32BE(RANDOM_BYTES);
  if (end > length) throw new EnvelopeError("decrypt_failed");
  return {
    message: padded.toString("utf8", begin, end),
    appid: padded.toString("utf8", end, length),
  };
}

function lengthWithoutPadding(padded: Buffer): number {
  const pad = padded.at(-1) ?? 0;
  const length = padded.length - pad;
  if (pad < 1 || pad > BLOCK_BYTES || length < 0)
    throw new EnvelopeError("decrypt_failed");
  for (let at = length; at < padded.length; at += 1)
    if (padded[at] !== pad) throw new EnvelopeError("decrypt_failed");
  return length;
}
