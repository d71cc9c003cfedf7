import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
} from "node:crypto";

// The sandbox's own reading of protocol section 4, on purpose not the console's: a mistake in one must not hide in the other.

const keyOf = (aesKey: string) => Buffer.from(`${aesKey}=`, "base64");

/** Encrypts a push for an appid. */
export function encrypt(
  message: string,
  appid: string,
  aesKey: string,
  random: Buffer = randomBytes(16),
): string {
  const key = keyOf(aesKey);
  const text = Buffer.from(message);
  const head = Buffer.alloc(20);
  random.copy(head);
  head.writeUInt32BE(text.length, 16);
  const body = Buffer.concat([head, text, Buffer.from(appid)]);
  const fill = 32 - (body.length % 32);
  const cipher = createCipheriv(
    "aes-256-cbc",
    key,
    key.subarray(0, 16),
  ).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([body, Buffer.alloc(fill, fill)])),
    cipher.final(),
  ]).toString("base64");
}

/** Decrypts a reply; throws when it is none. */
export function decrypt(
  encrypted: string,
  aesKey: string,
): { message: string; appid: string } {
  const key = keyOf(aesKey);
  const decipher = createDecipheriv(
    "aes-256-cbc",
    key,
    key.subarray(0, 16),
  ).setAutoPadding(false);
  const padded = Buffer.concat([
    decipher.update(Buffer.from(encrypted, "base64")),
    decipher.final(),
  ]);
  const body = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = 20 + body.readUInt32BE(16);
  return {
    message: body.toString("utf8", 20, end),
    appid: body.toString("utf8", end),
  };
}

/** `signature` and, with the encrypted text as a fourth part, `msg_signature`. */
export function sign(...parts: string[]): string {
  return createHash("sha1").update(parts.sort().join("")).digest("hex");
}
