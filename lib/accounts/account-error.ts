import { problemError } from "#lib/base/errors/index.ts";

/** Why an account cannot be shown or changed. */
export class AccountError extends problemError({
  account_deauthorized: 409,
  account_not_verified: 409,
  account_still_authorized: 409,
  account_unknown: 404,
  confirm_name_mismatch: 400,
  minimum_sets_missing: 409,
  openid_property_missing: 409,
  property_not_text: 409,
  property_retired: 409,
  property_shared: 409,
  property_unknown: 404,
}) {}
