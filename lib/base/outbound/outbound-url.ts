import ipaddr from "ipaddr.js";
import { OutboundError } from "./outbound-error.ts";

const MAX_LENGTH = 2_000;
/** All of today's public IPv6 (RFC 4291); what lies outside embeds IPv4 addresses, or is nobody's. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/** Whether an address is one of the internet's, and neither ours nor one that leads back to us. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_IPV6);
}

/** An address that may be fetched as far as its text tells. */
export interface OutboundUrl {
  url: URL;
  /** The host without the brackets of IPv6. */
  host: string;
  /** Named by OUTBOUND_ALLOW: may be private and plain http. */
  allowed: boolean;
}

/**
 * Reads an address that a person typed. The URL parser writes each spelling of an IP address (`127.1`, `0x7f000001`,
 * `2130706433`) in the one usual way, so that what is judged here is what will be connected to.
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
  // A password would be kept and shown with the address; `http://good.example@bad.example` deceives the reader.
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

/** An address as people are shown it again: without its query, which may hold a key. */
export function shownAddress(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search === "" ? "" : "?…"}`;
}

function placeOf(url: URL): string {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return `${url.hostname}:${port}`;
}

/** An entry of the list, its host spelled as the URL parser spells it; null when it is none. */
function hostAndPort(entry: string): string | null {
  const text = `http://${entry}`;
  return URL.canParse(text) ? placeOf(new URL(text)) : null;
}
