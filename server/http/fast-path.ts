import type { IncomingMessage, ServerResponse } from "node:http";
import type {
  CallbackRequest,
  HttpAnswer,
} from "#lib/callbacks/receive/index.ts";
import { fromOf } from "./guard/describe-request.ts";
import { consoleMark, MARK_HEADER } from "./console-mark.ts";
import { noteReport, REPORTS_BYTES, REPORTS_PATH } from "./guard/reports.ts";
import { answerHotToken } from "./fast-token.ts";
import { answerMetrics } from "./metrics.ts";
import type { Modules } from "../next-bundle.ts";

/** Answers a request, or leaves it to Next.js. */
type Lane = (
  modules: Modules,
  request: IncomingMessage,
  parts: string[],
) => Promise<LaneAnswer | null>;

type LaneAnswer = HttpAnswer & { headers?: Headers };
type Headers = Readonly<Record<string, string>>;

interface LaneRoute {
  methods: readonly string[];
  path: RegExp;
  lane: Lane;
}

/** What Next.js answers, too, when the lane leaves it. */
const shared: readonly LaneRoute[] = [
  {
    methods: ["POST"],
    path: /^\/api\/wechat\/components\/(\w+)\/events$/,
    lane: async ({ callbacks }, request, [componentAppid = ""]) => ({
      ...(await callbacks.receiveCallbackRequest(callbackOf(request), {
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
    lane: ({ callbacks }, request, [componentAppid = "", appid = ""]) =>
      callbacks.receiveCallbackRequest(callbackOf(request), {
        channel: "message",
        componentAppid,
        appid,
      }),
  },
  {
    methods: ["GET", "POST"],
    path: /^\/api\/wechat\/receipts\/([\w-]+)$/,
    lane: ({ callbacks }, request, [key = ""]) =>
      callbacks.receiveReceiptRequest(callbackOf(request), key),
  },
  {
    methods: ["GET"],
    path: /^\/api\/v1\/accounts\/(\w+)\/access-token$/,
    lane: (modules, request, [appid = ""]) =>
      answerHotToken(modules, request, appid),
  },
];

/** What nobody else answers. */
export const ownRoutes: readonly LaneRoute[] = [
  {
    methods: ["GET"],
    path: /^\/metrics$/,
    lane: ({ metrics }, request) => answerMetrics(metrics, request),
  },
  {
    methods: ["POST"],
    path: new RegExp(`^${REPORTS_PATH}$`),
    lane: async ({ body: reader }, request) => {
      const body = await reader
        .readBody(request, REPORTS_BYTES)
        .catch(() => "");
      noteReport(body.toString());
      return { status: 200, body: "", type: "text/plain" };
    },
  },
];

const lanes = [...shared, ...ownRoutes];

/**
 * What must be quick and must go on while all else is away is answered before Next.js is reached, by the same functions
 * as its route handlers (a route handler of Next.js costs ten times as much).
 * @param path of the request, without its query
 * @param headers of every answer
 * @returns false when the request is Next.js's
 */
export async function answerOnLane(
  modules: Modules,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  headers: Headers,
): Promise<boolean> {
  for (const { methods, path: pattern, lane } of lanes) {
    const match = methods.includes(request.method ?? "") && pattern.exec(path);
    if (!match) continue;
    const answer = await lane(modules, request, match.slice(1));
    if (answer) send(response, answer, headers);
    return answer !== null;
  }
  return false;
}

function callbackOf(request: IncomingMessage): CallbackRequest {
  return {
    method: request.method ?? "",
    url: request.url ?? "",
    body: request,
    ...fromOf(request),
  };
}

function send(
  response: ServerResponse,
  answer: LaneAnswer,
  headers: Headers,
): void {
  response.writeHead(answer.status, {
    ...headers,
    ...answer.headers,
    "content-type": answer.type,
    "content-length": Buffer.byteLength(answer.body),
  });
  // As text, and not as bytes, it goes out in one write with the headers.
  response.end(answer.body);
}
