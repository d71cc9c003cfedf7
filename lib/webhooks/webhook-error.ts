import { problemError } from "#lib/base/errors/index.ts";

/** Why an address is not told so. */
export class WebhookError extends problemError({
  webhook_delivery_unknown: 404,
  webhook_disabled: 409,
  webhook_unknown: 404,
}) {}
