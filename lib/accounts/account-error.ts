import { ProblemError } from "#lib/http/index.ts";

/** Why an account cannot be shown or changed. */
export class AccountError extends ProblemError<
  | "account_unknown"
  | "account_deauthorized"
  | "account_not_verified"
  | "account_still_authorized"
  | "confirm_name_mismatch"
  | "minimum_sets_missing"
  | "openid_property_missing"
  | "property_not_text"
  | "property_retired"
  | "property_shared"
  | "property_unknown"
> {}
