import type { IncomingMessage } from "node:http";
import { parseCookies } from "#lib/base/cookies.ts";

/** Next.js's own protocol: Server Actions, which the console does not use, and flights, which load the next page. */
const ACTION = "next-action";
const FLIGHT = /^(?:rsc|next-url|next-router-[\w-]+)$/;
const FLIGHT_QUERY = /[?&]_rsc(?:=|&|$)/;

/**
 * Whether a request uses Next.js's own protocol without coming from a page of a signed-in member. When a flight is
 * rejected, Next.js loads the whole page instead.
 */
export function isForbiddenFlight(
  { headers }: Pick<IncomingMessage, "headers">,
  query: string,
): boolean {
  if (headers[ACTION] !== undefined) return true;
  if (!isFlight(headers) && !FLIGHT_QUERY.test(query)) return false;
  return !(
    headers["rsc"] === "1" &&
    headers["sec-fetch-site"] === "same-origin" &&
    hasSessionCookie(headers.cookie)
  );
}

function isFlight(headers: IncomingMessage["headers"]): boolean {
  for (const name in headers) if (FLIGHT.test(name)) return true;
  return false;
}

/** Whether next-auth's session cookie was sent, valid or not. */
function hasSessionCookie(header: string | undefined): boolean {
  const names = Object.keys(parseCookies(header));
  return names.some((name) => /session-token(?:\.\d+)?$/.test(name));
}
