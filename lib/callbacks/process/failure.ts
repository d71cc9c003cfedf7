import { AuthorizationError } from "#lib/authorization/index.ts";
import { TokenError } from "#lib/credentials/tokens/index.ts";
import {
  WeChatApiError,
  wechatErrorKey,
  WeChatTransportError,
} from "#lib/wechat/index.ts";

/**
 * What a failed handler means for its event.
 * @returns key: of the messages `wechatErrors`; final: no further attempt can succeed
 */
export function assessFailure(error: unknown): { key: string; final: boolean } {
  const final =
    error instanceof AuthorizationError && error.code === "code_spent";
  if (error instanceof WeChatApiError || error instanceof WeChatTransportError)
    return { key: wechatErrorKey(error), final };
  const known =
    error instanceof AuthorizationError || error instanceof TokenError;
  return {
    key: known ? String(error.values["key"] ?? "unknown") : "unknown",
    final,
  };
}
