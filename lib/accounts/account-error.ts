import { ProblemError } from "#lib/http/index.ts";

/** Why an account cannot be shown or changed. */
export class AccountError extends ProblemError<
  "account_unknown" | "account_deauthorized"
> {}
