export { assertSecretKeys, checkSecretKeys } from "./key-checks.ts";
export { rotateKeys, type Rotation } from "./rotate-keys.ts";
export { SecretKeyError } from "./secret-key-error.ts";
