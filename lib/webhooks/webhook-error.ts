import { problemError } from "#lib/base/errors/index.ts";

/** Why something cannot be done with a webhook endpoint or a delivery. */
export class WebhookError extends problemError({
  webhook_delivery_unknown: 404,
  webhook_disabled: 409,
  webhook_unknown: 404,
}) {}
