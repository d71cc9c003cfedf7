import { ProblemError } from "#lib/http/index.ts";

/** Why the third-party platform cannot do what was asked. */
export class PlatformError extends ProblemError<
  | "platform_missing"
  | "platform_set_by_environment"
  | "platform_secret_missing"
  | "platform_is_simulated"
> {}
