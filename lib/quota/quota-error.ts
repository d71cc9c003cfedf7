import { ProblemError } from "#lib/http/index.ts";

/** Why a quota cannot be shown or reset. */
export class QuotaError extends ProblemError<
  | "account_unknown"
  | "account_deauthorized"
  | "official_accounts_only"
  | "quota_resets_exhausted"
  | "quota_reset_running"
> {}
