import type { IncomingMessage } from "node:http";
import { fromOf } from "./guard/describe-request.ts";
import type { Modules } from "../next-bundle.ts";

const MOST = 1_000;
/** Cookies that were opened, to the ids in them: what a cookie holds does not change. The session's row decides each time. */
const opened = new Map<string, string>();

/**
 * `GET /accounts/{appid}/access-token` for the case that nearly all requests are.
 * @returns null in every other case: the route handler answers
 */
export async function answerHotToken(
  modules: Modules,
  request: IncomingMessage,
  appid: string,
) {
  if (request.url?.includes("?")) return null;
  const found = await find(modules, request, appid)
    // The route handler meets the same trouble, and has the words for it.
    .catch(() => null);
  if (found === null) return null;
  return {
    status: 200,
    body: JSON.stringify(found.token),
    type: "application/json",
    headers: { "cache-control": "private, no-store", ...found.headers },
  };
}

/** By the key where one is offered, whatever cookie comes with it. */
async function find(
  { apiKeys, gateway, sessions }: Modules,
  request: IncomingMessage,
  appid: string,
): Promise<{ token: object; headers: Record<string, string> } | null> {
  const from = fromOf(request);
  const bearer = apiKeys.bearerOf(request.headers.authorization ?? null);
  if (bearer !== null) {
    if (!apiKeys.isApiKey(bearer)) return null;
    const found = await gateway.hotTokenByKey(bearer, appid, from);
    return found && { ...found, headers: apiKeys.rateHeaders(found.rate) };
  }
  const session = await sessionOf(sessions, request.headers.cookie);
  if (session === null) return null;
  const token = await gateway.hotToken(session, appid, from);
  return token && { token, headers: {} };
}

async function sessionOf(
  sessions: Modules["sessions"],
  header: string | undefined,
): Promise<string | null> {
  if (!header) return null;
  const known = opened.get(header);
  if (known !== undefined) return known;
  const session = await sessions.sessionIdOf(readCookies(header));
  if (session !== null) {
    if (opened.size >= MOST) opened.clear();
    opened.set(header, session);
  }
  return session;
}

function readCookies(header: string): Record<string, string> {
  return Object.fromEntries(
    header.split(";").map((part) => {
      const [name = "", ...value] = part.trim().split("=");
      return [name, decode(value.join("="))];
    }),
  );
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
