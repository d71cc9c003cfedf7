export { deriveKey, open, seal, SealError, type Place } from "./seal.ts";
export { hashToken, randomToken } from "./tokens.ts";
