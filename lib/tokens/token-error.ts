import { ProblemError } from "#lib/http/index.ts";

/** Why there is no access token; `values.key` is the `wechatErrors` key where WeChat is the reason. */
export class TokenError extends ProblemError<
  | "ticket_missing"
  | "account_unknown"
  | "needs_reauthorization"
  | "token_busy"
  | "wechat_refused"
  | "wechat_unreachable"
> {}

/** The refusal for a `wechatErrors` key: numbers are WeChat's own codes, words say that it did not answer. */
export function refusalOf(key: string, cause?: unknown): TokenError {
  const code = /^-?\d+$/.test(key) ? "wechat_refused" : "wechat_unreachable";
  return new TokenError(code, { values: { key }, cause });
}
