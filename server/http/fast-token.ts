import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import { parseCookies } from "#lib/base/cookies.ts";
import type { Modules } from "../next-bundle.ts";
import { sourceOf } from "./guard/describe-request.ts";

/**
 * Session ids by the `Cookie` header that carried them, since decrypting a cookie is slow. The database still decides with
 * each request whether the session is valid.
 */
const sessionIds = new LRUCache<string, string>({ max: 1_000 });

/**
 * Answers `GET /accounts/{appid}/access-token` when session or key are valid and the token is fresh.
 * @returns null in every other case, which the route handler answers
 */
export async function answerFastToken(
  modules: Modules,
  request: IncomingMessage,
  appid: string,
) {
  if (request.url?.includes("?")) return null;
  const found = await readToken(modules, request, appid)
    // The route handler meets the same failure and reports it.
    .catch(() => null);
  if (found === null) return null;
  return {
    status: 200,
    body: JSON.stringify(found.token),
    type: "application/json",
    headers: { "cache-control": "private, no-store", ...found.headers },
  };
}

/** An API key takes precedence over a session cookie. */
async function readToken(
  { apiKeys, gateway, sessions }: Modules,
  request: IncomingMessage,
  appid: string,
): Promise<{ token: object; headers: Record<string, string> } | null> {
  const source = sourceOf(request);
  const bearer = apiKeys.bearerOf(request.headers.authorization ?? null);
  if (bearer !== null) {
    if (!apiKeys.isApiKey(bearer)) return null;
    const found = await gateway.fastTokenByKey(bearer, appid, source);
    return found && { ...found, headers: apiKeys.rateHeaders(found.rate) };
  }
  const session = await sessionOf(sessions, request.headers.cookie);
  if (session === null) return null;
  const token = await gateway.fastToken(session, appid, source);
  return token && { token, headers: {} };
}

async function sessionOf(
  sessions: Modules["sessions"],
  header: string | undefined,
): Promise<string | null> {
  if (!header) return null;
  const cached = sessionIds.get(header);
  if (cached !== undefined) return cached;
  const session = await sessions.sessionIdOf(parseCookies(header));
  if (session !== null) sessionIds.set(header, session);
  return session;
}
