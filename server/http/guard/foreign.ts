import type { IncomingMessage } from "node:http";

/** Methods that only read. */
export const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
/** Destinations that embed a page in another one. */
const EMBEDDED = ["iframe", "frame", "object", "embed", "fencedframe"];

/**
 * Whether another site's page made a browser send this request, other than by a link that a person followed. Clients that
 * are not browsers send none of these headers. A request with an API key and no cookie is never foreign: a page cannot
 * send the key without a CORS preflight, which is not granted.
 * @param publicOrigin of PUBLIC_URL
 */
export function isForeign(
  { method = "GET", headers }: Pick<IncomingMessage, "method" | "headers">,
  publicOrigin: string,
): boolean {
  if (hasKeyOnly(headers)) return false;
  const site = headers["sec-fetch-site"];
  if (SAFE_METHODS.includes(method))
    return (
      (site === "cross-site" || site === "same-site") &&
      (headers["sec-fetch-mode"] !== "navigate" ||
        EMBEDDED.includes(String(headers["sec-fetch-dest"])))
    );
  if (site !== undefined && site !== "same-origin") return true;
  return (
    headers.origin !== undefined &&
    !isOwnOrigin(headers.origin, headers.host, publicOrigin)
  );
}

const hasKeyOnly = ({ authorization, cookie }: IncomingMessage["headers"]) =>
  cookie === undefined && /^Bearer\s/i.test(authorization ?? "");

/** The public origin, or the origin that the browser requested: a console is also reached as 127.0.0.1. */
function isOwnOrigin(
  origin: string,
  host: string | undefined,
  publicOrigin: string,
): boolean {
  if (origin === publicOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
