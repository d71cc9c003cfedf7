import { Secret, TOTP } from "otpauth";
import type { Session } from "./session.ts";

const PERIOD_MS = 30_000;

/** Of the signed-in person's second factors. */
export const FACTORS = "/api/v1/session/factors";

/** The code that an app shows now, or some periods earlier or later. */
export function codeOf(secret: string, periods = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + periods * PERIOD_MS,
  });
}

/** Sets up an app. @returns its secret, and the recovery codes that came with it */
export async function enrolApp(session: Session) {
  const begun = await session.send<{ secret: string }>(
    "POST",
    `${FACTORS}/totp`,
  );
  const { secret } = begun.body;
  const confirmed = await session.send<{ recoveryCodes: string[] | null }>(
    "POST",
    `${FACTORS}/totp/confirm`,
    { code: codeOf(secret) },
  );
  if (begun.status !== 201 || confirmed.status !== 200)
    throw new Error(
      `no app was set up: ${begun.status}, ${confirmed.status} ${JSON.stringify(confirmed.body)}`,
    );
  return { secret, recoveryCodes: confirmed.body.recoveryCodes ?? [] };
}
