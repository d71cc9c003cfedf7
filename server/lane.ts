import type { IncomingMessage, ServerResponse } from "node:http";
import type { CallbackRequest, HttpAnswer } from "#lib/inbox/index.ts";
import { consoleMark, MARK_HEADER } from "./console-mark.ts";
import { answerHotToken } from "./hot-token.ts";
import { answerMetrics } from "./metrics-lane.ts";
import type { Rooms } from "./rooms.ts";

/** Answers a request, or leaves it to Next.js. */
type Lane = (
  rooms: Rooms,
  request: IncomingMessage,
  parts: string[],
) => Promise<(HttpAnswer & { headers?: Record<string, string> }) | null>;

const lanes: readonly { methods: string[]; path: RegExp; lane: Lane }[] = [
  {
    methods: ["POST"],
    path: /^\/api\/wechat\/components\/(\w+)\/events$/,
    lane: async ({ inbox }, request, [componentAppid = ""]) => ({
      ...(await inbox.receiveCallbackRequest(callbackOf(request), {
        channel: "event",
        componentAppid,
        appid: null,
      })),
      headers: { [MARK_HEADER]: consoleMark() },
    }),
  },
  {
    methods: ["POST"],
    path: /^\/api\/wechat\/components\/(\w+)\/messages\/(\w+)$/,
    lane: ({ inbox }, request, [componentAppid = "", appid = ""]) =>
      inbox.receiveCallbackRequest(callbackOf(request), {
        channel: "message",
        componentAppid,
        appid,
      }),
  },
  {
    methods: ["GET", "POST"],
    path: /^\/api\/wechat\/receipts\/([\w-]+)$/,
    lane: ({ inbox }, request, [key = ""]) =>
      inbox.receiveReceiptRequest(callbackOf(request), key),
  },
  {
    methods: ["GET"],
    path: /^\/api\/v1\/accounts\/(\w+)\/access-token$/,
    lane: (rooms, request, [appid = ""]) =>
      answerHotToken(rooms, request, appid),
  },
  {
    methods: ["GET"],
    path: /^\/metrics$/,
    lane: ({ metrics }, request) => answerMetrics(metrics, request),
  },
];

/**
 * What must be quick and must go on while all else is away is answered before Next.js is reached, by the same functions
 * as its route handlers (design 6: a route handler of Next.js costs ten times as much).
 * @returns false when the request is Next.js's
 */
export async function answerOnLane(
  rooms: Rooms,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  const path = mark === -1 ? url : url.slice(0, mark);
  for (const { methods, path: pattern, lane } of lanes) {
    const match = methods.includes(request.method ?? "") && pattern.exec(path);
    if (!match) continue;
    const answer = await lane(rooms, request, match.slice(1));
    if (answer) send(rooms, response, answer);
    return answer !== null;
  }
  return false;
}

function callbackOf(request: IncomingMessage): CallbackRequest {
  return {
    method: request.method ?? "",
    url: request.url ?? "",
    body: request,
    address: String(request.headers["x-client-address"] ?? "") || null,
    requestId: String(request.headers["x-request-id"] ?? "") || null,
  };
}

function send(
  { http }: Rooms,
  response: ServerResponse,
  answer: HttpAnswer & { headers?: Record<string, string> },
): void {
  response.writeHead(answer.status, {
    ...headersOf(http.everywhere),
    "cache-control": "no-store",
    ...answer.headers,
    "content-type": answer.type,
    "content-length": Buffer.byteLength(answer.body),
  });
  // As text, and not as bytes, it goes out in one write with the headers.
  response.end(answer.body);
}

const headersOf = (list: { key: string; value: string }[]) =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]));
