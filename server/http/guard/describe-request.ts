import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "#lib/base/env.ts";

/**
 * Puts on a request what the app must know of it. Nobody outside may say these things: whatever came under their names is
 * overwritten.
 */
export function describeRequest(request: IncomingMessage): void {
  request.headers["x-request-id"] = randomUUID();
  request.headers["x-client-address"] = clientAddress(request);
  request.headers["x-request-path"] = withoutFlight(request.url ?? "/");
}

/** From where a request comes, once it is described. */
export const fromOf = ({ headers }: IncomingMessage) => ({
  address: String(headers["x-client-address"] ?? "") || null,
  requestId: String(headers["x-request-id"] ?? "") || null,
});

/** The address that a page has for people, to come back to it; Next.js adds a word of its own for its flights. */
const withoutFlight = (url: string) =>
  url.includes("_rsc=")
    ? url.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, "")
    : url;

/**
 * Where a request comes from. Behind a TLS-terminating proxy (PUBLIC_URL is https while we speak http) on a private
 * address, the last entry that the proxy wrote counts; elsewhere the socket, as anybody can write such a header.
 */
function clientAddress(request: IncomingMessage): string {
  const peer = plain(request.socket.remoteAddress ?? "");
  const forwarded = plain(
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

const plain = (address: string) => address.replace(/^::ffff:/, "");
