import { IdentityError } from "#lib/identity/index.ts";
import { env } from "#lib/base/env.ts";

/**
 * Refuses a change that another site's page sends with our cookie: browsers tell where a request comes from, and what
 * carries no word of it is no browser of today's.
 * @throws {IdentityError} `foreign_origin`
 */
export function assertSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (origin !== null && !isOwn(origin, request.headers.get("host")))
    throw new IdentityError("foreign_origin");
  if (site !== null && site !== "same-origin")
    throw new IdentityError("foreign_origin");
}

/** The public address, or the one that the browser itself has asked: a console is also reached as 127.0.0.1. */
function isOwn(origin: string, host: string | null): boolean {
  if (origin === new URL(env().PUBLIC_URL).origin) return true;
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
