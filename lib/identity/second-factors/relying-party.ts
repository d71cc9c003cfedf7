import { env } from "#lib/base/env.ts";

/** Whom passkeys are made for (WebAuthn's relying party): this console under its public address. */
export function relyingParty(): { id: string; name: string; origin: string } {
  const { hostname, origin } = new URL(env().PUBLIC_URL);
  return { id: hostname, name: "Lingpai", origin };
}

/** It and what it brings take a while to load, and most processes never see a passkey. */
export const webauthn = () => import("@simplewebauthn/server");
