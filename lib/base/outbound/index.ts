export { isOutboundCode, OutboundError } from "./outbound-error.ts";
export { readOutboundUrl, shownAddress } from "./outbound-url.ts";
export { safeFetch } from "./safe-fetch.ts";
