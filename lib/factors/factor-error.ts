import { ProblemError } from "#lib/http/index.ts";

/** Why a second factor is not what somebody wanted it to be. */
export class FactorError extends ProblemError<
  | "code_wrong"
  | "factor_is_required"
  | "factors_none"
  | "passkey_refused"
  | "passkey_registered"
  | "passkey_unknown"
  | "passkeys_too_many"
  | "totp_not_begun"
> {}
