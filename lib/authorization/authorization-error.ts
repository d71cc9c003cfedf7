import { ProblemError } from "#lib/http/index.ts";

/** Why an authorization link or its completion was refused. */
export class AuthorizationError extends ProblemError<
  | "link_unknown"
  | "link_over"
  | "account_unknown"
  | "state_invalid"
  | "code_spent"
  | "exchange_unfinished"
  | "appid_required"
> {}
