import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Load balancers and Prometheus ask by address. */
const BY_ADDRESS = /^\/(?:api\/health\/(?:live|ready)|metrics)$/;

/** HTTP wants one `Host`: of two, one program reads the first and another one the last. */
export function hasOneHost({
  rawHeaders,
}: Pick<IncomingMessage, "rawHeaders">): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") count += 1;
  }
  return count === 1;
}

/**
 * Tells whether a request is meant for this console: it names the host of PUBLIC_URL, or this very machine (at any port,
 * as a tunnel may end elsewhere). A name of somebody else's that leads here (DNS rebinding) is none of ours.
 */
export function hostCheck(
  publicUrl: string,
): (request: Pick<IncomingMessage, "headers">, path: string) => boolean {
  const { host, hostname, protocol } = new URL(publicUrl);
  const own = new Set([
    host,
    // Some proxies leave the port out, others write the usual one.
    hostname,
    `${hostname}:${protocol === "https:" ? 443 : 80}`,
  ]);
  const isOurs = (given: string) =>
    own.has(given) || LOOPBACK.test(given) || own.has(given.toLowerCase());
  return ({ headers }, path) =>
    (headers.host !== undefined && isOurs(headers.host)) ||
    BY_ADDRESS.test(path);
}
