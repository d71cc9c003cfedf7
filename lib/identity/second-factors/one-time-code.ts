import { Secret, TOTP } from "otpauth";

/** As authenticator apps expect it who read nothing else out of the QR code: SHA-1, six digits, thirty seconds. */
const PERIOD_SECONDS = 30;
/** A code before and after the present one, for clocks that differ and people who type slowly (RFC 6238, 5.2). */
const TOLERATED_STEPS = 1;
const SECRET_BYTES = 20;
const ISSUER = "Lingpai";

const generatorOf = (secret: string, label = "") =>
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** A secret for a new authenticator, in base 32 as people type it. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What the QR code holds (`otpauth://totp/…`). */
export function totpUri(secret: string, email: string): string {
  return generatorOf(secret, email).toString();
}

/**
 * Which period a code belongs to.
 * @param seconds the present time, since 1970
 * @returns the period's number; null when the code is of none that is near
 */
export function stepOfCode(
  secret: string,
  code: string,
  seconds: number,
): number | null {
  const timestamp = seconds * 1000;
  const delta = generatorOf(secret).validate({
    token: code,
    timestamp,
    window: TOLERATED_STEPS,
  });
  return delta === null
    ? null
    : TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + delta;
}
