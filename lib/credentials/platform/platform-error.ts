import { problemError } from "#lib/base/errors/index.ts";

/** Why a request about the third-party platform was refused. */
export class PlatformError extends problemError({
  platform_is_simulated: 409,
  platform_missing: 409,
  platform_secret_missing: 400,
  platform_set_by_environment: 409,
}) {}
