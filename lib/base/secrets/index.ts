export {
  deriveKey,
  keyIdOf,
  keyIds,
  open,
  seal,
  SealError,
  type Place,
} from "./seal.ts";
export { hashToken, randomToken } from "./tokens.ts";
