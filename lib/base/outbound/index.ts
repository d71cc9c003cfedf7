/** Requests to addresses that a person entered. */

export { safeFetch } from "./safe-fetch.ts";
export { readOutboundUrl, shownAddress } from "./outbound-url.ts";

export { isOutboundCode, OutboundError } from "./outbound-error.ts";
