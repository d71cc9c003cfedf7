/** WeChat's protocol and nothing else (docs/wechat-protocol.md). */

// Clients
export {
  createComponentClient,
  fetchComponentToken,
  startPushTicket,
} from "./component-client.ts";
export {
  createAuthorizerClient,
  type SubscribeTemplate,
} from "./authorizer-client.ts";
export { fetchStableToken } from "./stable-token.ts";
export type { TokenSource } from "./with-token.ts";
export type { AuthorizationInfo, AuthorizerInfo } from "./authorizer-info.ts";
export {
  type AuthType,
  desktopAuthorizationUrl,
  phoneAuthorizationUrl,
} from "./links.ts";

// Callbacks of the component and of the platform's accounts
export { openEnvelope, sealReply } from "./envelope.ts";
export { isEncodingAesKey, sameEncodingAesKey } from "./crypto.ts";
export { MAX_XML_BYTES, type XmlObject } from "./xml.ts";
export {
  type AuthorizedEvent,
  type ComponentEvents,
  parseComponentEvent,
  type UnauthorizedEvent,
} from "./component-event.ts";
export { parseMessage, readMessageHead, textReply } from "./message.ts";
export {
  isReleaseCheckAccount,
  releaseCheckAccounts,
  releaseCheckAnswer,
} from "./release-check.ts";

// Pushes to a Mini Program's receipt address
export {
  type AccountPush,
  echoAnswer,
  openAccountPush,
} from "./account-push.ts";
export { readPushBody } from "./push-body.ts";
export {
  parseSubscribeEvent,
  type SubscribeReceipt,
} from "./subscribe-event.ts";
export { type SubscribeEventName } from "./kinds.ts";

// Errors
export { WeChatApiError, WeChatError, WeChatTransportError } from "./errors.ts";
export { EnvelopeError } from "./envelope-error.ts";
