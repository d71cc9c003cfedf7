import { problemError } from "#lib/base/errors/index.ts";

/** Why a Mini Program is not configured so. */
export class MiniProgramError extends problemError({
  account_unknown: 404,
  config_secret_missing: 400,
  mini_programs_only: 409,
}) {}
