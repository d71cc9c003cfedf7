import { IdentityError } from "#lib/identity/index.ts";
import { env } from "#lib/base/env.ts";

/**
 * Refuses a change that another site's page sends with our cookie. All current browsers send `Origin` or
 * `Sec-Fetch-Site` with such requests; a request with neither does not come from a browser.
 * @throws {IdentityError} `foreign_origin`
 */
export function assertSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (origin !== null && !isConsoleOrigin(origin, request.headers.get("host")))
    throw new IdentityError("foreign_origin");
  if (site !== null && site !== "same-origin")
    throw new IdentityError("foreign_origin");
}

/** The public address, or the host of the request itself: the console is also used as 127.0.0.1. */
function isConsoleOrigin(origin: string, host: string | null): boolean {
  if (origin === new URL(env().PUBLIC_URL).origin) return true;
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
