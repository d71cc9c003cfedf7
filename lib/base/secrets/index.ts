/** Sealed blobs for secrets that are read again; random tokens and their hashes for those that are not. */

export {
  deriveKey,
  keyIdOf,
  keyIds,
  open,
  seal,
  SealError,
  type SealContext,
} from "./seal.ts";
export { hashToken, randomToken } from "./tokens.ts";
