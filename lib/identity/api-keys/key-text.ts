import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 36 characters out of 62: 214 bits, which cannot be guessed. */
const RANDOM_LENGTH = 36;
const CHECKSUM_LENGTH = 6;
const KEY_PATTERN = new RegExp(
  `^lp_[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`,
);
/** The prefix is stored in plain text, so that people can tell keys apart. */
const PREFIX_LENGTH = 11;

/**
 * A new API key: `lp_`, random characters and a checksum, so that secret scanners can recognize it and a mistyped key is
 * refused without a query.
 */
export function newApiKey(): string {
  const random = Array.from(
    { length: RANDOM_LENGTH },
    () => ALPHABET[randomInt(ALPHABET.length)],
  ).join("");
  return `lp_${random}${checksumOf(random)}`;
}

/** Whether a text has the form of a key and a valid checksum. */
export function isApiKey(text: string): boolean {
  return (
    KEY_PATTERN.test(text) &&
    checksumOf(text.slice(3, 3 + RANDOM_LENGTH)) ===
      text.slice(3 + RANDOM_LENGTH)
  );
}

/** The beginning of a key, by which people recognize it. */
export function shownPrefix(key: string): string {
  return key.slice(0, PREFIX_LENGTH);
}

function checksumOf(random: string): string {
  let rest = crc32(random);
  let text = "";
  for (let digit = 0; digit < CHECKSUM_LENGTH; digit += 1) {
    text = (ALPHABET[rest % ALPHABET.length] ?? "") + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}

/** The bearer token of an `Authorization` header, which may be empty; null when the header is no bearer token. */
export function bearerOf(authorization: string | null): string | null {
  const match = /^Bearer(?:\s+(.*))?$/i.exec(authorization ?? "");
  return match && (match[1] ?? "").trim();
}
