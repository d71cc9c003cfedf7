import { problemError } from "#lib/base/errors/index.ts";

/** Why a second factor is refused or cannot be changed. */
export class FactorError extends problemError({
  code_wrong: 403,
  factor_is_required: 409,
  factors_none: 409,
  passkey_refused: 403,
  passkey_registered: 409,
  passkey_unknown: 404,
  passkeys_too_many: 409,
  totp_not_begun: 409,
}) {}
