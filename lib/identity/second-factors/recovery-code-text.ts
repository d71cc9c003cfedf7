import { randomBytes } from "node:crypto";

/** Crockford's base 32: no two characters that look alike. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 120 bits: too many to guess from a stolen hash, so a fast hash is enough. */
const LENGTH = 24;
const GROUP = 6;

/** A new recovery code, in groups that are easy to read. */
export function newRecoveryCode(): string {
  const characters = Array.from(
    randomBytes(LENGTH),
    (byte) => ALPHABET[byte & 31],
  ).join("");
  return (characters.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join("-");
}

/** The canonical form of a typed code: lower case, missing hyphens and an O for a zero are accepted. */
export function plainRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll(/[IL]/g, "1")
    .replaceAll("O", "0");
}
