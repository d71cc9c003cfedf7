import type { IncomingMessage, ServerResponse } from "node:http";
import { parseCookies } from "#lib/base/cookies.ts";
import type { Modules } from "../../next-bundle.ts";

/** The status of each reason to reject a request; the sentence for it is `api.<code>`. */
const statusOf = {
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

export interface Rejection {
  code: keyof typeof statusOf;
  /** The allowed methods, for a 405. */
  allow?: string;
}

/** Answers a rejected request: with a problem (RFC 9457) below `/api/`, with the bare code elsewhere. */
export function reject(
  { i18n }: Modules,
  request: IncomingMessage,
  response: ServerResponse,
  { code, allow }: Rejection,
  headers: Readonly<Record<string, string>>,
): void {
  const status = statusOf[code];
  const isApi = request.url?.startsWith("/api/") ?? false;
  const body = isApi
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
    "content-type": isApi
      ? "application/problem+json"
      : "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    ...(allow === undefined ? {} : { allow }),
    // The rest of a body that is too slow is not waited for.
    ...(code === "body_too_slow" ? { connection: "close" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

const localeOf = (i18n: Modules["i18n"], { headers }: IncomingMessage) =>
  i18n.localeOf(
    parseCookies(headers.cookie)[i18n.LOCALE_COOKIE],
    headers["accept-language"],
  );
