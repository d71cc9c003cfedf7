import { problemError } from "#lib/base/errors/index.ts";

/** Why a quota cannot be shown or reset. */
export class QuotaError extends problemError({
  account_deauthorized: 409,
  account_unknown: 404,
  official_accounts_only: 409,
  quota_reset_running: 409,
  quota_resets_exhausted: 409,
}) {}
