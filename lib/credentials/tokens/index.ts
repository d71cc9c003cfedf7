export {
  getAccessToken,
  rejectedInput,
  reportRejectedToken,
} from "./access-token.ts";
export { authorizerClient } from "./account-token.ts";
export { componentClient } from "./component-token.ts";
export {
  type ListedToken,
  takeOverRefreshTokens,
} from "./take-over-refresh-tokens.ts";
export { reauthorizeKeys } from "./pauses.ts";
export { renewDueTokens } from "./renew-due.ts";
export {
  fetchSourceToken,
  openTokenSource,
  type MiniProgramTokenSource,
  sealTokenSource,
} from "./token-source.ts";
export {
  endQuotaPause,
  forgetTokens,
  resetSourceToken,
  storeTokens,
  type IssuedTokens,
} from "./store-tokens.ts";
export { TokenError } from "./token-error.ts";
export { wechatKeyOf } from "./wechat-key.ts";
export { auditTokenRead } from "./audit-token-read.ts";
export { openIfReadable } from "./sealed.ts";
export { clockOf } from "./timing.ts";
export {
  accessTokenShape,
  rejectionShape,
  type AccessToken,
} from "./schema.ts";
export { servedKindOf } from "./served-token.ts";
