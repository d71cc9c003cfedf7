import { problemError } from "#lib/base/errors/index.ts";

/** Why an actor is refused an action. */
export class AccessError extends problemError({
  account_unknown: 404,
  forbidden: 403,
  key_limited: 403,
  people_only: 403,
  recent_sign_in_required: 403,
  scope_missing: 403,
}) {}
