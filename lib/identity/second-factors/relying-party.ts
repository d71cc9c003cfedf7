import { env } from "#lib/base/env.ts";

/** WebAuthn's relying party: this console at its public address. */
export function relyingParty(): { id: string; name: string; origin: string } {
  const { hostname, origin } = new URL(env().PUBLIC_URL);
  return { id: hostname, name: "Lingpai", origin };
}

/** Loaded on first use: loading is slow, and most processes never see a passkey. */
export const webauthn = () => import("@simplewebauthn/server");
