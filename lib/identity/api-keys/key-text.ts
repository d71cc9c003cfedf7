import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 36 of 62 characters: 214 bits that nobody guesses. */
const RANDOM = 36;
const CHECKSUM = 6;
const LOOK = new RegExp(`^lp_[0-9A-Za-z]{${RANDOM + CHECKSUM}}$`);
/** So much of a key is stored and shown, for people to tell one from another. */
const SHOWN = 11;

/**
 * A new API key: `lp_`, random characters and a checksum, so that programs that look for leaked keys find it, and one
 * that was mistyped is known without asking the database.
 */
export function newApiKey(): string {
  const random = Array.from(
    { length: RANDOM },
    () => ALPHABET[randomInt(ALPHABET.length)],
  ).join("");
  return `lp_${random}${checksumOf(random)}`;
}

/** Whether a text can be a key at all. */
export function isApiKey(text: string): boolean {
  return (
    LOOK.test(text) &&
    checksumOf(text.slice(3, 3 + RANDOM)) === text.slice(3 + RANDOM)
  );
}

/** The beginning of a key, by which people know it again. */
export function shownPrefix(key: string): string {
  return key.slice(0, SHOWN);
}

function checksumOf(random: string): string {
  let rest = crc32(random);
  let text = "";
  for (let place = 0; place < CHECKSUM; place += 1) {
    text = (ALPHABET[rest % ALPHABET.length] ?? "") + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}

/** What a request offers as its key (`Authorization: Bearer …`), empty or not; null when it offers none. */
export function bearerOf(authorization: string | null): string | null {
  const match = /^Bearer(?:\s+(.*))?$/i.exec(authorization ?? "");
  return match && (match[1] ?? "").trim();
}
