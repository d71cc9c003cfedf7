import { ProblemError } from "#lib/http/index.ts";

/** Why a Mini Program is not configured so. */
export class MiniProgramError extends ProblemError<
  "account_unknown" | "mini_programs_only" | "config_secret_missing"
> {}
