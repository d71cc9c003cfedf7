import { Secret, TOTP } from "otpauth";

const PERIOD_MS = 30_000;

/** The code that an app shows now, or some periods earlier or later. */
export function codeOf(secret: string, periods = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + periods * PERIOD_MS,
  });
}
