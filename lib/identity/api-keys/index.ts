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
export { bearerOf, isApiKey, newApiKey, shownPrefix } from "./key-text.ts";
export {
  keyActorOf,
  keyBySecret,
  keyRefusal,
  type KeyRow,
  recordKeyUse,
  presentedKey,
  requireActiveKey,
} from "./active-key.ts";
export { countRequest, rateHeaders, type RequestRate } from "./request-rate.ts";
