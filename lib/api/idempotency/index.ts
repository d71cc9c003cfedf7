/** Answers a repeated request that has an `Idempotency-Key` without running it a second time. */

export { once } from "./once.ts";

export { purgeIdempotencyKeys } from "./purge-idempotency-keys.ts";
