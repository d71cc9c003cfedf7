export {
  authorizerClient,
  getAccessToken,
  type AccessToken,
} from "./access-token.ts";
export { componentClient } from "./component-token.ts";
export {
  forgetTokens,
  storeTokens,
  type IssuedTokens,
} from "./store-tokens.ts";
export { TokenError } from "./token-error.ts";
