import ipaddr from "ipaddr.js";
import { OutboundError } from "./outbound-error.ts";

const MAX_LENGTH = 2_000;
/** All public IPv6 addresses assigned today (RFC 4291); the rest embeds IPv4 addresses or is unassigned. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/** Whether an address is public: not private, not local, and none that leads back to this network. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_IPV6);
}

/** An address whose text is acceptable; its resolved addresses are still to be checked. */
export interface OutboundUrl {
  url: URL;
  /** The host without the brackets of IPv6. */
  host: string;
  /** Listed in OUTBOUND_ALLOW: may be private and use plain http. */
  allowed: boolean;
}

/**
 * Parses an address that a person entered. The URL parser normalizes every spelling of an IP address (`127.1`,
 * `0x7f000001`, `2130706433`), so the address checked here is the one that is connected to.
 * @param allow host:port of private addresses that may be fetched (OUTBOUND_ALLOW)
 * @throws {OutboundError} `url_invalid`, `url_not_https`, `url_private`
 */
export function readOutboundUrl(
  text: string,
  allow: readonly string[],
): OutboundUrl {
  if (text.length > MAX_LENGTH || !URL.canParse(text))
    throw new OutboundError("url_invalid");
  const url = new URL(text);
  url.hash = "";
  if (!["http:", "https:"].includes(url.protocol))
    throw new OutboundError("url_not_https");
  // A password would be stored and shown with the address, and `http://good.example@bad.example` misleads readers.
  if (url.username !== "" || url.password !== "" || url.hostname === "")
    throw new OutboundError("url_invalid");
  const allowed = allow.some((entry) => hostAndPort(entry) === placeOf(url));
  if (url.protocol === "http:" && !allowed)
    throw new OutboundError("url_not_https");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host) && !isPublicAddress(host) && !allowed)
    throw new OutboundError("url_private");
  return { url, host, allowed };
}

/** The address for display, without its query, which may contain a key. */
export function shownAddress(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search === "" ? "" : "?…"}`;
}

function placeOf(url: URL): string {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return `${url.hostname}:${port}`;
}

/** An entry of OUTBOUND_ALLOW with its host normalized by the URL parser; null when it is invalid. */
function hostAndPort(entry: string): string | null {
  const text = `http://${entry}`;
  return URL.canParse(text) ? placeOf(new URL(text)) : null;
}
