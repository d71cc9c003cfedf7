/** The rotation of the keys that seal secrets, and the check that the current keys open them. */

export { rotateKeys, type Rotation } from "./rotate-keys.ts";
export { assertSecretKeys, checkSecretKeys } from "./key-checks.ts";

export { SecretKeyError } from "./secret-key-error.ts";
