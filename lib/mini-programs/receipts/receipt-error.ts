import { problemError } from "#lib/base/errors/index.ts";

/** Why a message cannot be sent. */
export class ReceiptError extends problemError({
  account_unknown: 404,
  send_not_configured: 409,
}) {}
