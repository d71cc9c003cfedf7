import type { IncomingMessage } from "node:http";

/** What only reads. */
export const SAFE = ["GET", "HEAD", "OPTIONS"];
/** What a page of somebody else's shows inside itself. */
const EMBEDDED = ["iframe", "frame", "object", "embed", "fencedframe"];

/**
 * Whether another site's page makes a browser send this request: a change by any of them, and anything that is not simply
 * a link that a person follows. What is no browser says nothing of it, and carries no cookie that it was not given. Nor
 * does a key come without somebody who knows it: no page can have it sent from here without asking us first, and we say no.
 * @param publicOrigin of PUBLIC_URL
 */
export function isForeign(
  { method = "GET", headers }: Pick<IncomingMessage, "method" | "headers">,
  publicOrigin: string,
): boolean {
  if (isByKeyAlone(headers)) return false;
  const site = headers["sec-fetch-site"];
  if (SAFE.includes(method))
    return (
      (site === "cross-site" || site === "same-site") &&
      (headers["sec-fetch-mode"] !== "navigate" ||
        EMBEDDED.includes(String(headers["sec-fetch-dest"])))
    );
  if (site !== undefined && site !== "same-origin") return true;
  return (
    headers.origin !== undefined &&
    !isOwn(headers.origin, headers.host, publicOrigin)
  );
}

const isByKeyAlone = ({ authorization, cookie }: IncomingMessage["headers"]) =>
  cookie === undefined && /^Bearer\s/i.test(authorization ?? "");

/** The public origin, or the one that the browser itself has asked: a console is also reached as 127.0.0.1. */
function isOwn(
  origin: string,
  host: string | undefined,
  publicOrigin: string,
): boolean {
  if (origin === publicOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
