import { problemError } from "#lib/base/errors/index.ts";

/** Why an authorization link or its completion was refused. */
export class AuthorizationError extends problemError({
  account_unknown: 404,
  appid_required: 400,
  code_spent: 409,
  exchange_unfinished: 503,
  link_over: 409,
  link_unknown: 404,
  state_invalid: 409,
}) {}
