import { AuthError } from "#lib/auth/index.ts";
import { env } from "#lib/env.ts";

/**
 * Refuses a change that another site's page sends with our cookie: browsers tell where a request comes from, and what
 * carries no word of it is no browser of today's.
 * @throws {AuthError} `foreign_origin`
 */
export function assertSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const own = new URL(env().PUBLIC_URL).origin;
  if (origin !== null && origin !== own) throw new AuthError("foreign_origin");
  if (site !== null && site !== "same-origin")
    throw new AuthError("foreign_origin");
}
