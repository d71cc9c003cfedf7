import { problemError } from "#lib/base/errors/index.ts";

/** Why a request with an idempotency key is refused. */
export class IdempotencyError extends problemError({
  idempotency_in_progress: 409,
  idempotency_mismatch: 409,
}) {}
