import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { call } from "#components/api-client.ts";

/** Why there is no passkey: unsupported here, already registered, or cancelled by the user. */
export class PasskeyError extends Error {
  readonly reason: "unsupported" | "registered" | "given_up";
  constructor(reason: PasskeyError["reason"], cause?: unknown) {
    super(reason, { cause });
    this.name = "PasskeyError";
    this.reason = reason;
  }
}

/** The API passes on WebAuthn options as its library makes them, in the shape that the browser's library expects. */
async function creationOptions(): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const options: unknown = await call("beginPasskey");
  return options as PublicKeyCredentialCreationOptionsJSON;
}

/** Browsers support passkeys only under https and on localhost. */
function assertSupported(): void {
  if (!("PublicKeyCredential" in window)) throw new PasskeyError("unsupported");
}

function passkeyErrorOf(error: unknown): PasskeyError {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError")
    return new PasskeyError("registered", error);
  return new PasskeyError(
    name === "SecurityError" ? "unsupported" : "given_up",
    error,
  );
}

/**
 * Lets the person choose one of their passkeys.
 * @throws {PasskeyError}
 * @throws {ApiProblem}
 */
export async function askForPasskey() {
  assertSupported();
  const [{ startAuthentication }, optionsJSON] = await Promise.all([
    import("@simplewebauthn/browser"),
    call(
      "beginPasskeySignIn",
    ) as Promise<PublicKeyCredentialRequestOptionsJSON>,
  ]);
  const answer = await startAuthentication({ optionsJSON }).catch(
    (error: unknown) => {
      throw passkeyErrorOf(error);
    },
  );
  // The server relies on no extension.
  return { ...answer, clientExtensionResults: {} };
}

/**
 * Lets the person make a passkey.
 * @throws {PasskeyError}
 * @throws {ApiProblem} `recent_sign_in_required` among others
 */
export async function makePasskey() {
  assertSupported();
  const [{ startRegistration }, optionsJSON] = await Promise.all([
    import("@simplewebauthn/browser"),
    creationOptions(),
  ]);
  const answer = await startRegistration({ optionsJSON }).catch(
    (error: unknown) => {
      throw passkeyErrorOf(error);
    },
  );
  // The server relies on no extension.
  return { ...answer, clientExtensionResults: {} };
}
