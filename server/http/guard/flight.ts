import type { IncomingMessage } from "node:http";
import { bringsSession } from "./cookies.ts";

/**
 * Next.js's own language: Server Actions, of which the console has none, and flights, by which its pages go from one to
 * the next.
 */
const ACTION = "next-action";
const FLIGHT = /^(?:rsc|next-url|next-router-[\w-]+)$/;
const FLIGHT_QUERY = /[?&]_rsc(?:=|&|$)/;

/**
 * Whether a request speaks Next.js's own language without being a page of ours that a signed-in person looks at. To such
 * a page nothing is lost: Next.js then loads the whole page instead.
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
    bringsSession(headers.cookie)
  );
}

function isFlight(headers: IncomingMessage["headers"]): boolean {
  for (const name in headers) if (FLIGHT.test(name)) return true;
  return false;
}
