import { Secret, TOTP } from "otpauth";

/** Some authenticator apps ignore the parameters of the QR code and assume these: SHA-1, six digits, thirty seconds. */
const PERIOD_SECONDS = 30;
/** One code before and after the current one, for clock drift and slow typing (RFC 6238, 5.2). */
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

/** A secret for a new authenticator app, in base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The content of the QR code (`otpauth://totp/…`). */
export function totpUri(secret: string, email: string): string {
  return generatorOf(secret, email).toString();
}

/**
 * The time step that a code belongs to.
 * @param seconds the current time, in seconds since 1970
 * @returns the number of the step; null when the code matches none within the tolerance
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
