import { createHash, randomBytes } from "node:crypto";

/** A random capability of 192 bits, safe in URLs. */
export function randomToken(): string {
  return randomBytes(24).toString("base64url");
}

/** SHA-256 in hexadecimal, as which a capability or a single-use code is stored. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
