import type { IncomingMessage } from "node:http";
import { fromOf } from "./front-door/describe-request.ts";
import type { Rooms } from "./rooms.ts";

const MOST = 1_000;
/** Cookies that were opened, to the ids in them: what a cookie holds does not change. The session's row decides each time. */
const opened = new Map<string, string>();

/**
 * `GET /accounts/{appid}/access-token` for the case that nearly all requests are.
 * @returns null in every other case: the route handler answers
 */
export async function answerHotToken(
  rooms: Rooms,
  request: IncomingMessage,
  appid: string,
) {
  if (request.url?.includes("?")) return null;
  const found = await find(rooms, request, appid)
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
  { auth, tokens }: Rooms,
  request: IncomingMessage,
  appid: string,
): Promise<{ token: object; headers: Record<string, string> } | null> {
  const from = fromOf(request);
  const bearer = auth.bearerOf(request.headers.authorization ?? null);
  if (bearer !== null) {
    if (!auth.isApiKey(bearer)) return null;
    const found = await tokens.hotTokenByKey(bearer, appid, from);
    return found && { ...found, headers: auth.rateHeaders(found.rate) };
  }
  const session = await sessionOf(auth, request.headers.cookie);
  if (session === null) return null;
  const token = await tokens.hotToken(session, appid, from);
  return token && { token, headers: {} };
}

async function sessionOf(
  auth: Rooms["auth"],
  header: string | undefined,
): Promise<string | null> {
  if (!header) return null;
  const known = opened.get(header);
  if (known !== undefined) return known;
  const session = await auth.sessionIdOf(readCookies(header));
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
