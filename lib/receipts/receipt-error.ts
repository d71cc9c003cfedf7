import { ProblemError } from "#lib/http/index.ts";

/** Why a message cannot be sent. */
export class ReceiptError extends ProblemError<
  "account_unknown" | "send_not_configured"
> {}
