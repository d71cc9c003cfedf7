const sentences = {
  key_missing: (keyId: string) =>
    `SECRET_KEYS lacks the key "${keyId}", with which stored secrets are sealed: put it back, behind the first one if that is a new one`,
  key_differs: (keyId: string) =>
    `SECRET_KEYS: the key "${keyId}" is another one than the one that sealed stored secrets: put that one back, and give a new key an id of its own`,
};

/** SECRET_KEYS does not match the stored data. The message is one line for the operator who sets it. */
export class SecretKeyError extends Error {
  readonly code: keyof typeof sentences;
  constructor(
    code: keyof typeof sentences,
    keyId: string,
    options?: ErrorOptions,
  ) {
    super(sentences[code](keyId), options);
    this.name = "SecretKeyError";
    this.code = code;
  }
}
