/** API keys: their management, and the requests that present one. */

// Commands
export {
  changeApiKey,
  createApiKey,
  revokeApiKey,
  rotateApiKey,
} from "./change-key.ts";
export { keyChange, keyInput, rotateInput } from "./key-input.ts";

// Reads
export { apiKeyList, keyQuery, readKeyQuery } from "./key-list.ts";

// Requests with a key
export { bearerOf, isApiKey } from "./key-text.ts";
export {
  keyActorOf,
  keyBySecret,
  keyRefusal,
  type KeyRow,
  presentedKey,
  recordKeyUse,
  requireActiveKey,
} from "./active-key.ts";
export { countRequest, rateHeaders, type RequestRate } from "./request-rate.ts";

// Shapes
export { apiKeyPageShape, newApiKeyShape, type ApiKey } from "./schema.ts";

// Jobs
export { purgeKeySecrets } from "./purge-key-secrets.ts";
