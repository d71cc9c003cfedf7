import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Load balancers and Prometheus send an IP address as host. */
const BY_ADDRESS = /^\/(?:api\/health\/(?:live|ready)|metrics)$/;

/** HTTP requires one `Host`: of two, some programs read the first and others the last. */
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
 * Makes the check that a request names the host of PUBLIC_URL or this machine (at any port, for tunnels). Any other name
 * that resolves to this machine is rejected (DNS rebinding).
 */
export function hostCheck(
  publicUrl: string,
): (request: Pick<IncomingMessage, "headers">, path: string) => boolean {
  const { host, hostname, protocol } = new URL(publicUrl);
  const allowed = new Set([
    host,
    // Some proxies omit the port, others write the default one.
    hostname,
    `${hostname}:${protocol === "https:" ? 443 : 80}`,
  ]);
  const isOurs = (sent: string) =>
    allowed.has(sent) || LOOPBACK.test(sent) || allowed.has(sent.toLowerCase());
  return ({ headers }, path) =>
    (headers.host !== undefined && isOurs(headers.host)) ||
    BY_ADDRESS.test(path);
}
