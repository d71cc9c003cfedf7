import { OutboundError, outboundCodes, ProblemError } from "#lib/http/index.ts";
import { reauthorizeKeys } from "./pauses.ts";

const codes = [
  "ticket_missing",
  "account_unknown",
  "needs_reauthorization",
  "token_answer_unreadable",
  "token_busy",
  "token_unchanged",
  "wechat_paused",
  "wechat_refused",
  "wechat_unreachable",
] as const;

/** Why there is no access token; `values.key` is the `wechatErrors` key where WeChat is the reason. */
export class TokenError extends ProblemError<(typeof codes)[number]> {}

/**
 * The refusal for the key under which a failed renewal is kept: numbers are WeChat's own codes, the others are codes of
 * ours, or say that WeChat did not answer.
 */
export function refusalOf(
  key: string,
  cause?: unknown,
): TokenError | OutboundError {
  const code = codes.find((known) => known === key);
  if (code) return new TokenError(code, { cause });
  if (reauthorizeKeys.includes(key))
    return new TokenError("needs_reauthorization", { cause });
  const outbound = outboundCodes.find((known) => known === key);
  if (outbound)
    return new OutboundError(outbound, { values: { status: "≠ 200" }, cause });
  return new TokenError(
    /^-?\d+$/.test(key) ? "wechat_refused" : "wechat_unreachable",
    { values: { key }, cause },
  );
}
