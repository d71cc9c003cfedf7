import { ProblemError } from "#lib/http/index.ts";

/** Why somebody may not do what they asked for. */
export class AuthError extends ProblemError<
  | "account_unknown"
  | "address_not_allowed"
  | "api_key_invalid"
  | "key_limited"
  | "people_only"
  | "scope_missing"
  | "unauthenticated"
  | "forbidden"
  | "foreign_origin"
  | "password_missing"
  | "password_wrong"
  | "last_owner"
  | "recent_sign_in_required"
  | "invitation_invalid"
  | "reset_link_invalid"
  | "second_factor_required"
  | "second_factor_missing"
  | "setup_link_invalid"
  | "too_many_attempts"
> {}
