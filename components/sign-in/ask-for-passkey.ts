import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import { api } from "#components/api-client.ts";

/** Why a browser gave no passkey: it cannot here, it has this one already, or the person did not go through with it. */
export class PasskeyTrouble extends Error {
  readonly reason: "unsupported" | "registered" | "given_up";
  constructor(reason: PasskeyTrouble["reason"], cause?: unknown) {
    super(reason, { cause });
    this.name = "PasskeyTrouble";
    this.reason = reason;
  }
}

/** Browsers have passkeys under https and on localhost only. */
function assertSupported(): void {
  if (!("PublicKeyCredential" in window))
    throw new PasskeyTrouble("unsupported");
}

function troubleOf(error: unknown): PasskeyTrouble {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError")
    return new PasskeyTrouble("registered", error);
  return new PasskeyTrouble(
    name === "SecurityError" ? "unsupported" : "given_up",
    error,
  );
}

/**
 * Lets the person choose one of their passkeys.
 * @throws {PasskeyTrouble}
 * @throws {ApiProblem}
 */
export async function askForPasskey(): Promise<AuthenticationResponseJSON> {
  assertSupported();
  const [{ startAuthentication }, optionsJSON] = await Promise.all([
    import("@simplewebauthn/browser"),
    api<PublicKeyCredentialRequestOptionsJSON>("/session/passkey-options", {
      method: "POST",
    }),
  ]);
  return startAuthentication({ optionsJSON }).catch((error: unknown) => {
    throw troubleOf(error);
  });
}

/**
 * Lets the person make a passkey.
 * @throws {PasskeyTrouble}
 * @throws {ApiProblem} `recent_sign_in_required` among others
 */
export async function makePasskey(): Promise<RegistrationResponseJSON> {
  assertSupported();
  const [{ startRegistration }, optionsJSON] = await Promise.all([
    import("@simplewebauthn/browser"),
    api<PublicKeyCredentialCreationOptionsJSON>(
      "/session/factors/passkeys/options",
      { method: "POST" },
    ),
  ]);
  return startRegistration({ optionsJSON }).catch((error: unknown) => {
    throw troubleOf(error);
  });
}
