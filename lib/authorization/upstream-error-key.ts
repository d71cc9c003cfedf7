import { TokenError } from "#lib/credentials/tokens/index.ts";
import { WeChatError } from "#lib/wechat/index.ts";

/** The key of the messages `wechatErrors` for a failed call to WeChat, or a missing token; null for any other error. */
export function upstreamErrorKey(error: unknown): string | null {
  if (error instanceof WeChatError) return error.key;
  if (!(error instanceof TokenError)) return null;
  return error.code === "ticket_missing"
    ? "ticket_missing"
    : (error.wechatKey ?? "timeout");
}
