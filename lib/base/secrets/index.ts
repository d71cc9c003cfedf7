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
