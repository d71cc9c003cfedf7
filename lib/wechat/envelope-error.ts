/** Why an encrypted callback was not opened. The message contains nothing of its content. */
export class EnvelopeError extends Error {
  readonly code:
    | "signature_missing"
    | "signature_mismatch"
    | "body_malformed"
    | "decrypt_failed"
    | "appid_mismatch"
    | "mode_mismatch";
  constructor(code: EnvelopeError["code"], options?: ErrorOptions) {
    super(code, options);
    this.name = "EnvelopeError";
    this.code = code;
  }
}
