import { ProblemError } from "./problem-error.ts";

export const outboundCodes = [
  "url_invalid",
  "url_not_https",
  "url_private",
  "url_unresolvable",
  "url_redirects",
  "url_timeout",
  "url_too_large",
  "url_status",
  "url_unreachable",
] as const;

/** Why an address that a person typed was not fetched, or not to the end. */
export class OutboundError extends ProblemError<
  (typeof outboundCodes)[number]
> {}
