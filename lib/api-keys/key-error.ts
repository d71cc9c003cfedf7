import { ProblemError } from "#lib/http/index.ts";

/** Why a key cannot be made or changed. */
export class KeyError extends ProblemError<
  "api_key_unknown" | "api_key_revoked" | "api_key_accounts_unknown"
> {}
