import { isOutboundCode, OutboundError } from "#lib/base/outbound/index.ts";
import { problemError } from "#lib/base/errors/index.ts";
import { reauthorizeKeys } from "./pauses.ts";

/** Why there is no access token. */
export class TokenError extends problemError({
  account_unknown: 404,
  needs_reauthorization: 409,
  ticket_missing: 409,
  token_answer_unreadable: 409,
  token_busy: 503,
  token_unchanged: 409,
  wechat_paused: 503,
  wechat_refused: 409,
  wechat_unreachable: 503,
}) {}

const isTokenCode = (key: string): key is TokenError["code"] =>
  Object.hasOwn(TokenError.statuses, key);

/**
 * The refusal for the key under which a failed renewal is kept: numbers are WeChat's own codes, the others are codes of
 * ours, or say that WeChat did not answer.
 */
export function refusalOf(
  key: string,
  cause?: unknown,
): TokenError | OutboundError {
  if (isTokenCode(key)) return new TokenError(key, { cause });
  if (reauthorizeKeys.includes(key))
    return new TokenError("needs_reauthorization", { cause });
  if (isOutboundCode(key))
    return new OutboundError(key, { values: { status: "≠ 200" }, cause });
  return new TokenError(
    /^-?\d+$/.test(key) ? "wechat_refused" : "wechat_unreachable",
    { wechatKey: key, cause },
  );
}
