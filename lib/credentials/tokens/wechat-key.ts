import { ProblemError } from "#lib/base/errors/index.ts";
import { WeChatError } from "#lib/wechat/index.ts";

/** The key of the messages `wechatErrors` for an error whose reason is WeChat; null for any other error. */
export function wechatKeyOf(error: unknown): string | null {
  if (error instanceof WeChatError) return error.key;
  return error instanceof ProblemError ? error.wechatKey : null;
}
