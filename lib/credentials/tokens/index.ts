/** One valid token for the component and for each account. */

// Clients of WeChat that have their token
export { componentClient } from "./component-token.ts";
export { authorizerClient } from "./account-token.ts";

// A token for a system
export {
  getAccessToken,
  rejectedInput,
  reportRejectedToken,
} from "./access-token.ts";
export { auditTokenRead } from "./audit-token-read.ts";

// Stored tokens
export {
  endQuotaPause,
  forgetTokens,
  resetSourceToken,
  storeTokens,
  type IssuedTokens,
} from "./store-tokens.ts";
export {
  type ListedToken,
  takeOverRefreshTokens,
} from "./take-over-refresh-tokens.ts";
export { openIfReadable } from "./sealed.ts";

// A Mini Program's token source
export {
  fetchSourceToken,
  type MiniProgramTokenSource,
  openTokenSource,
  sealTokenSource,
} from "./token-source.ts";

// For statements of other modules
export { clockOf } from "./timing.ts";
export { servedKindOf } from "./served-token.ts";

// Shapes and errors
export {
  accessTokenShape,
  rejectionShape,
  type AccessToken,
} from "./schema.ts";
export { TokenError } from "./token-error.ts";
export { wechatKeyOf } from "./wechat-key.ts";
export { reauthorizeKeys } from "./pauses.ts";

// Jobs
export { renewDueTokens } from "./renew-due.ts";
