export {
  changeApiKey,
  createApiKey,
  revokeApiKey,
  rotateApiKey,
} from "./change-key.ts";
export { KeyError } from "./key-error.ts";
export { keyChange, keyInput, rotateInput } from "./key-input.ts";
export { apiKeyList, keyQuery, readKeyQuery } from "./key-list.ts";
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
export {
  apiKeyPageShape,
  newApiKeyShape,
  type ApiKey,
  type NewSecret,
} from "./schema.ts";
export { purgeKeySecrets } from "./purge-key-secrets.ts";
