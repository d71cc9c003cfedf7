import type { IncomingMessage, ServerResponse } from "node:http";
import type {
  CallbackRequest,
  HttpAnswer,
} from "#lib/callbacks/receive/index.ts";
import type { Modules } from "../next-bundle.ts";
import { CONSOLE_MARK_HEADER, consoleMark } from "./console-mark.ts";
import { answerFastToken } from "./fast-token.ts";
import { sourceOf } from "./guard/describe-request.ts";
import {
  logPolicyReport,
  REPORT_BYTES,
  REPORTS_PATH,
} from "./guard/policy-reports.ts";
import { answerMetrics } from "./metrics.ts";

type Headers = Readonly<Record<string, string>>;
type FastAnswer = HttpAnswer & { headers?: Headers };

interface FastRoute {
  methods: readonly string[];
  path: RegExp;
  /** @returns null to leave the request to Next.js */
  answer: (
    modules: Modules,
    request: IncomingMessage,
    parameters: string[],
  ) => Promise<FastAnswer | null>;
}

/** Routes that Next.js has too, and answers when the fast path declines. */
const sharedRoutes: readonly FastRoute[] = [
  {
    methods: ["POST"],
    path: /^\/api\/wechat\/components\/(\w+)\/events$/,
    answer: async ({ callbacks }, request, [componentAppid = ""]) => ({
      ...(await callbacks.receiveCallbackRequest(callbackOf(request), {
        channel: "event",
        componentAppid,
        appid: null,
      })),
      headers: { [CONSOLE_MARK_HEADER]: consoleMark() },
    }),
  },
  {
    methods: ["POST"],
    path: /^\/api\/wechat\/components\/(\w+)\/messages\/(\w+)$/,
    answer: ({ callbacks }, request, [componentAppid = "", appid = ""]) =>
      callbacks.receiveCallbackRequest(callbackOf(request), {
        channel: "message",
        componentAppid,
        appid,
      }),
  },
  {
    methods: ["GET", "POST"],
    path: /^\/api\/wechat\/receipts\/([\w-]+)$/,
    answer: ({ callbacks }, request, [key = ""]) =>
      callbacks.receiveReceiptRequest(callbackOf(request), key),
  },
  {
    methods: ["GET"],
    path: /^\/api\/v1\/accounts\/(\w+)\/access-token$/,
    answer: (modules, request, [appid = ""]) =>
      answerFastToken(modules, request, appid),
  },
];

/** Routes that only the process itself answers. */
export const processRoutes: readonly FastRoute[] = [
  {
    methods: ["GET"],
    path: /^\/metrics$/,
    answer: ({ metrics }, request) => answerMetrics(metrics, request),
  },
  {
    methods: ["POST"],
    path: new RegExp(`^${REPORTS_PATH}$`),
    answer: async ({ body: reader }, request) => {
      const body = await reader.readBody(request, REPORT_BYTES).catch(() => "");
      logPolicyReport(body.toString());
      return { status: 200, body: "", type: "text/plain" };
    },
  },
];

const routes = [...sharedRoutes, ...processRoutes];

/**
 * Answers, before Next.js is reached, what must be quick and must work while other parts are unavailable. It calls the
 * same functions as Next.js's route handlers, which cost ten times as much.
 * @param path of the request, without its query
 * @param headers of every answer
 * @returns false when the request is left to Next.js
 */
export async function answerOnFastPath(
  modules: Modules,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  headers: Headers,
): Promise<boolean> {
  for (const route of routes) {
    const match =
      route.methods.includes(request.method ?? "") && route.path.exec(path);
    if (!match) continue;
    const answer = await route.answer(modules, request, match.slice(1));
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
    ...sourceOf(request),
  };
}

function send(
  response: ServerResponse,
  answer: FastAnswer,
  headers: Headers,
): void {
  response.writeHead(answer.status, {
    ...headers,
    ...answer.headers,
    "content-type": answer.type,
    "content-length": Buffer.byteLength(answer.body),
  });
  // A string, unlike a buffer, is sent in one write with the headers.
  response.end(answer.body);
}
