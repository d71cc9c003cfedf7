import { problemError } from "#lib/base/errors/index.ts";

/** Why a person or a key could not be authenticated, or a change of the members was refused. */
export class IdentityError extends problemError({
  address_not_allowed: 403,
  api_key_invalid: 401,
  foreign_origin: 403,
  invitation_invalid: 409,
  last_owner: 409,
  password_missing: 409,
  password_wrong: 403,
  reset_link_invalid: 409,
  second_factor_missing: 403,
  second_factor_required: 401,
  setup_link_invalid: 409,
  too_many_attempts: 429,
  unauthenticated: 401,
}) {}
