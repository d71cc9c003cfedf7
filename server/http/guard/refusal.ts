import type { IncomingMessage, ServerResponse } from "node:http";
import { readCookie } from "./cookies.ts";
import type { Modules } from "../../next-bundle.ts";

/** Why the front door turns a request away, and its status; the sentence is `api.<code>`. */
const statusOfRefusal = {
  target_invalid: 400,
  flight_refused: 403,
  foreign_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  body_too_slow: 408,
  body_too_large: 413,
  target_too_long: 414,
  expectation_unknown: 417,
  host_unknown: 421,
  internal: 500,
} as const;

export interface Refusal {
  code: keyof typeof statusOfRefusal;
  /** The methods that may be used instead (405). */
  allow?: string;
}

/** Answers a request that goes no further: a problem (RFC 9457) below `/api/`, the bare code elsewhere. */
export function refuse(
  { i18n }: Modules,
  request: IncomingMessage,
  response: ServerResponse,
  { code, allow }: Refusal,
  headers: Readonly<Record<string, string>>,
): void {
  const status = statusOfRefusal[code];
  const api = request.url?.startsWith("/api/") ?? false;
  const body = api
    ? JSON.stringify({
        type: "about:blank",
        title: code,
        status,
        code,
        detail: i18n.messagesOf(localeOf(i18n, request)).api[code],
        requestId: request.headers["x-request-id"],
      })
    : `${code}\n`;
  response.writeHead(status, {
    ...headers,
    "content-type": api
      ? "application/problem+json"
      : "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    ...(allow === undefined ? {} : { allow }),
    // What is late need not be waited for any longer.
    ...(code === "body_too_slow" ? { connection: "close" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

const localeOf = (i18n: Modules["i18n"], { headers }: IncomingMessage) =>
  i18n.localeOf(
    readCookie(headers.cookie, i18n.LOCALE_COOKIE),
    headers["accept-language"],
  );
