export {
  changeApiKey,
  createApiKey,
  type NewSecret,
  revokeApiKey,
  rotateApiKey,
} from "./change-key.ts";
export { KeyError } from "./key-error.ts";
export { keyChange, keyInput, rotateInput } from "./key-input.ts";
export { type ApiKey, apiKeyList, keyQuery, readKeyQuery } from "./key-list.ts";
