import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { env } from "#lib/base/env.ts";
import { log } from "#lib/base/log.ts";
import { answerOnFastPath, processRoutes } from "../fast-path.ts";
import type { Modules } from "../../next-bundle.ts";
import { type AnswerHeaders, answerHeaders } from "./answer-headers.ts";
import { bodyLimit, waitForBody } from "./body.ts";
import { describeRequest, sourceOf } from "./describe-request.ts";
import { isForbiddenFlight } from "./flight.ts";
import { isForeign, SAFE_METHODS } from "./foreign.ts";
import { hasOneHost, hostCheck } from "./hosts.ts";
import { dropInternalHeaders } from "./internal-headers.ts";
import { reject, type Rejection } from "./reject.ts";
import { readRoutes, type Route } from "./routes.ts";
import { readTarget, type Target } from "./target.ts";

/** Next.js's page for addresses that do not exist. */
const NOT_FOUND = "/_not-found";
/** Next.js's own tools in development. */
const DEV_TOOLS = /^\/(?:_next|__next)/;

type Handle<Result> = (
  request: IncomingMessage,
  response: ServerResponse,
) => Result;

export interface RequestGuard {
  /** Answers a request: by the fast path, by Next.js, or with a rejection. */
  handle: Handle<void>;
  /** Rejects a request with an `Expect` header that is not supported. */
  rejectExpectation: Handle<void>;
  headers: AnswerHeaders;
}

interface Options {
  modules: Modules;
  next: Handle<Promise<void>>;
  /** Origins of account pictures besides WeChat's. */
  pictures: readonly string[];
  dev: boolean;
}

/**
 * The single entry of all requests. It checks what HTTP and other sites' pages may do. Who may do what is checked where
 * it is done (lib/access/policy.ts).
 */
export function createRequestGuard({
  modules,
  next,
  pictures,
  dev,
}: Options): RequestGuard {
  const publicUrl = env().PUBLIC_URL;
  const checkTarget = targetCheck(publicUrl);
  const checkRequest = requestCheck(publicUrl, dev);
  const routeOf = readRoutes(
    { app: join(process.cwd(), "app"), public: join(process.cwd(), "public") },
    processRoutes,
  );
  const headers = answerHeaders({
    publicUrl,
    pictures: [env().WECHAT_API_ORIGIN, ...pictures],
    dev,
  });
  const rejectWith = (
    request: IncomingMessage,
    response: ServerResponse,
    rejection: Rejection,
  ) => reject(modules, request, response, rejection, headers.data);

  const answer: Handle<Promise<void>> = async (request, response) => {
    describeRequest(request);
    const target = checkTarget(request);
    if ("code" in target) return rejectWith(request, response, target);
    const { path } = target;
    if (await answerOnFastPath(modules, request, response, path, headers.data))
      return;
    if (dev && DEV_TOOLS.test(path)) return next(request, response);

    const route = routeOf(path) ?? routeOf(path.replace(/\/$/, ""));
    const rejection = checkRequest(request, target, route);
    if (rejection?.code === "foreign_origin" && route?.kind === "handler")
      await auditForeignRequest(modules, request, route);
    if (rejection) return rejectWith(request, response, rejection);
    if (request.method === "OPTIONS" && route)
      return answerOptions(response, route, headers);
    const code = await waitForBody(request, bodyLimit(request.method, path));
    if (code) return rejectWith(request, response, { code });

    if (!dev) dropInternalHeaders(request);
    setHeaders(request, response, headers, path, route);
    if (!route && !dev) request.url = NOT_FOUND;
    return next(request, response);
  };

  return {
    headers,
    rejectExpectation(request, response) {
      rejectWith(request, response, { code: "expectation_unknown" });
    },
    handle(request, response) {
      answer(request, response).catch((error: unknown) => {
        log.error({ err: error }, "a request could not be answered");
        if (response.headersSent) response.destroy();
        else rejectWith(request, response, { code: "internal" });
      });
    },
  };
}

/** Checks host and spelling of the address, before any route is looked up. */
function targetCheck(
  publicUrl: string,
): (request: IncomingMessage) => Target | Rejection {
  const isOurHost = hostCheck(publicUrl);
  return (request) => {
    if (!hasOneHost(request)) return { code: "target_invalid" };
    const target = readTarget(request.url ?? "");
    if (typeof target === "string") return { code: target };
    return isOurHost(request, target.path) ? target : { code: "host_unknown" };
  };
}

/** Checks origin, method and protocol of a request for Next.js. */
function requestCheck(
  publicUrl: string,
  dev: boolean,
): (
  request: IncomingMessage,
  target: Target,
  route: Route | null,
) => Rejection | null {
  return (request, { path, query }, route) => {
    if (isForeign(request, publicUrl)) return { code: "foreign_origin" };
    // In development a route may be newer than the table, and Next.js's tools send flights.
    if (dev) return null;
    if (route && !route.methods.has(request.method ?? ""))
      return { code: "method_not_allowed", allow: route.allow };
    if (isForbiddenFlight(request, query)) return { code: "flight_refused" };
    if (!route && !wantsPage(request, path)) return { code: "not_found" };
    return null;
  };
}

/** Audits a change that another site's page tried to make, as a visitor's: the session is not read here. */
async function auditForeignRequest(
  { audit }: Modules,
  request: IncomingMessage,
  { address }: Route,
): Promise<void> {
  const { method = "GET" } = request;
  if (SAFE_METHODS.includes(method)) return;
  await audit.auditRefusal({
    actor: audit.visitorActor(sourceOf(request)),
    action: "request.refused",
    outcome: "denied",
    after: { method, path: address, code: "foreign_origin" },
  });
}

/** Whether the request is a browser's that should see the page for addresses that do not exist. */
const wantsPage = ({ method, headers }: IncomingMessage, path: string) =>
  (method === "GET" || method === "HEAD") &&
  !/^\/(?:api|_next)(?:\/|$)/.test(path) &&
  (headers.accept ?? "").includes("text/html");

/** Without CORS headers: another site's page may ask, and learns that it may not call. */
function answerOptions(
  response: ServerResponse,
  { allow }: Route,
  headers: AnswerHeaders,
): void {
  response.writeHead(204, { ...headers.data, allow }).end();
}

/** Sets the answer's headers, and on the request the policy from which Next.js reads the nonce of its scripts. */
function setHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  headers: AnswerHeaders,
  path: string,
  route: Route | null,
): void {
  const isPage = route === null || route.kind === "page";
  const page = isPage ? headers.page(path) : null;
  if (page) request.headers["content-security-policy"] = page.policy;
  for (const [name, value] of Object.entries(page?.headers ?? headers.data))
    response.setHeader(name, value);
  if (route?.cache) response.setHeader("cache-control", route.cache);
}
