import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "#lib/base/env.ts";

/** Sets the headers by which the app knows the source of a request; values sent by the client are overwritten. */
export function describeRequest(request: IncomingMessage): void {
  request.headers["x-request-id"] = randomUUID();
  request.headers["x-client-address"] = clientAddress(request);
  request.headers["x-request-path"] = withoutFlightQuery(request.url ?? "/");
}

/** Client address and request id of a described request. */
export const sourceOf = ({ headers }: IncomingMessage) => ({
  address: String(headers["x-client-address"] ?? "") || null,
  requestId: String(headers["x-request-id"] ?? "") || null,
});

/** The page's address as people see it; Next.js adds a parameter to its own requests (flights). */
const withoutFlightQuery = (url: string) =>
  url.includes("_rsc=")
    ? url.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, "")
    : url;

/**
 * The client's address. Behind a TLS-terminating proxy on a private address (PUBLIC_URL is https, this server http) it is
 * the last entry that the proxy wrote; elsewhere it is the socket's, since any client can send such a header.
 */
function clientAddress(request: IncomingMessage): string {
  const peer = withoutMapping(request.socket.remoteAddress ?? "");
  const forwarded = withoutMapping(
    String(request.headers["x-forwarded-for"] ?? "")
      .split(",")
      .at(-1)
      ?.trim() ?? "",
  );
  const behindProxy =
    env().PUBLIC_URL.startsWith("https:") &&
    isIP(peer) !== 0 &&
    ipaddr.parse(peer).range() !== "unicast";
  return behindProxy && isIP(forwarded) !== 0 ? forwarded : peer;
}

const withoutMapping = (address: string) => address.replace(/^::ffff:/, "");
