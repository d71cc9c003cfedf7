import { problemError } from "#lib/base/errors/index.ts";

/** Why a key cannot be made or changed. */
export class KeyError extends problemError({
  api_key_accounts_unknown: 400,
  api_key_revoked: 409,
  api_key_unknown: 404,
}) {}
