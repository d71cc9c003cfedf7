import { randomBytes } from "node:crypto";

/** Crockford's base 32: no letter that reads as another character. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 120 bits: a hash of it cannot be guessed back from a copy of the database, so that a plain one will do. */
const LENGTH = 24;
const GROUP = 6;

/** A new recovery code, in groups as people read it. */
export function newRecoveryCode(): string {
  const characters = Array.from(
    randomBytes(LENGTH),
    (byte) => ALPHABET[byte & 31],
  ).join("");
  return (characters.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join("-");
}

/** A recovery code however it was typed: small letters, without groups, with an O for a zero. */
export function plainRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll(/[IL]/g, "1")
    .replaceAll("O", "0");
}
