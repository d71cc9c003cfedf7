export type { AuthorizationInfo, AuthorizerInfo } from "./authorizer-info.ts";
export {
  type ApiQuota,
  createAuthorizerClient,
  type SubscribeTemplate,
} from "./authorizer-client.ts";
export {
  type ComponentClient,
  createComponentClient,
  fetchComponentToken,
  startPushTicket,
} from "./component-client.ts";
export {
  type AuthorizedEvent,
  type ComponentEvent,
  type ComponentEvents,
  parseComponentEvent,
  type UnauthorizedEvent,
} from "./component-event.ts";
export { isEncodingAesKey, sameEncodingAesKey } from "./crypto.ts";
export { openEnvelope, sealReply } from "./envelope.ts";
export { EnvelopeError } from "./envelope-error.ts";
export {
  type Reaction,
  WeChatApiError,
  WeChatError,
  WeChatTransportError,
} from "./errors.ts";
export {
  type AuthType,
  desktopAuthorizationUrl,
  phoneAuthorizationUrl,
} from "./links.ts";
export {
  type Message,
  parseMessage,
  readMessageHead,
  textReply,
} from "./message.ts";
export {
  echoAnswer,
  openAccountPush,
  type AccountPush,
} from "./account-push.ts";
export {
  isReleaseCheckAccount,
  releaseCheckAccounts,
  releaseCheckAnswer,
} from "./release-check.ts";
export { readPushBody } from "./push-body.ts";
export { fetchStableToken } from "./stable-token.ts";
export {
  parseSubscribeEvent,
  type SubscribeReceipt,
} from "./subscribe-event.ts";
export { MAX_XML_BYTES, type XmlObject } from "./xml.ts";
export type { TokenSource } from "./with-token.ts";
export { type PushMode, type SubscribeEventName } from "./kinds.ts";
