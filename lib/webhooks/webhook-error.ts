import { ProblemError } from "#lib/http/index.ts";

/** Why an address is not told so. */
export class WebhookError extends ProblemError<
  "webhook_unknown" | "webhook_delivery_unknown" | "webhook_disabled"
> {}
