import type { IncomingMessage } from "node:http";

/** What the front door itself has put on the request. */
const OURS = new Set(["x-request-id", "x-client-address", "x-request-path"]);

/**
 * Headers by which Next.js and the platforms it runs on talk to themselves (`x-middleware-subrequest`, `x-matched-path`,
 * `x-nextjs-data`, …), by which others override methods and hosts, and the policy out of which Next.js reads its nonce.
 */
const INTERNAL =
  /^(?:x-|next-(?!url$|router-)|content-security-policy|forwarded$)/;

/** Takes from a request what only programs of ours may say to each other. */
export function dropInternalHeaders({ headers }: IncomingMessage): void {
  for (const name in headers)
    if (INTERNAL.test(name) && !OURS.has(name)) delete headers[name];
}
