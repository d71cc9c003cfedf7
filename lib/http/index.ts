export { addressList, isAllowed } from "./address-list.ts";
export { toCsv } from "./csv.ts";
export { type From, fromOf } from "./from.ts";
export { OutboundError, outboundCodes } from "./outbound-error.ts";
export { readOutboundUrl, shownAddress } from "./outbound-url.ts";
export { cursorOf, likePattern, pageOf, readCursor } from "./paging.ts";
export { ProblemError, type FieldProblem } from "./problem-error.ts";
export { BodyTooLarge, readBody } from "./read-body.ts";
export { safeFetch } from "./safe-fetch.ts";
