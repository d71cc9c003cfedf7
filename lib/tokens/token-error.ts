import { ProblemError } from "#lib/http/index.ts";

/** Why there is no access token; `wechat_refused` keeps WeChat's own error as its cause. */
export class TokenError extends ProblemError<
  | "ticket_missing"
  | "account_unknown"
  | "needs_reauthorization"
  | "token_busy"
  | "wechat_refused"
> {}
