import type { IncomingMessage } from "node:http";

/** Headers that the guard itself has set. */
const SET_BY_GUARD = new Set([
  "x-request-id",
  "x-client-address",
  "x-request-path",
]);

/**
 * Internal headers of Next.js and its platforms (`x-middleware-subrequest`, `x-matched-path`, `x-nextjs-data`, …), headers
 * that override method or host, and the policy from which Next.js reads its nonce.
 */
const INTERNAL =
  /^(?:x-|next-(?!url$|router-)|content-security-policy|forwarded$)/;

/** Removes the headers that only our own programs may send to each other. */
export function dropInternalHeaders({ headers }: IncomingMessage): void {
  for (const name in headers)
    if (INTERNAL.test(name) && !SET_BY_GUARD.has(name)) delete headers[name];
}
