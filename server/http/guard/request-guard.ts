import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { env } from "#lib/base/env.ts";
import { log } from "#lib/base/log.ts";
import { answerOnLane, ownRoutes } from "../fast-path.ts";
import type { Modules } from "../../next-bundle.ts";
import { type AnswerHeaders, answerHeaders } from "./answer-headers.ts";
import { bodyLimit, holdBody } from "./body.ts";
import { describeRequest, fromOf } from "./describe-request.ts";
import { isForbiddenFlight } from "./flight.ts";
import { isForeign, SAFE } from "./foreign.ts";
import { hasOneHost, hostCheck } from "./hosts.ts";
import { dropInternalHeaders } from "./internal-headers.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { readRoutes, type Route } from "./routes.ts";
import { readTarget, type Target } from "./target.ts";

/** Where Next.js has its page for what is nowhere. */
const NOT_FOUND = "/_not-found";
/** Next.js's own tools, when the console is developed. */
const DEV_TOOLS = /^\/(?:_next|__next)/;

type Take<Result> = (
  request: IncomingMessage,
  response: ServerResponse,
) => Result;

export interface FrontDoor {
  /** Answers a request, or leads it to the one who does. */
  receive: Take<void>;
  /** Answers one that expects of us what we do not know (`Expect`). */
  refuseExpectation: Take<void>;
  headers: AnswerHeaders;
}

/**
 * The one way in: whatever is asked of the console passes here first. It minds what HTTP and another site's page may do,
 * and not who may do what: that is decided where it is done (lib/access/policy.ts).
 * @param pictures origins of account pictures beside WeChat's
 */
export function openFrontDoor({
  modules,
  next,
  pictures,
  dev,
}: {
  modules: Modules;
  next: Take<Promise<void>>;
  pictures: readonly string[];
  dev: boolean;
}): FrontDoor {
  const publicUrl = env().PUBLIC_URL;
  const isOurHost = hostCheck(publicUrl);
  const routeOf = readRoutes(join(process.cwd(), "app"), ownRoutes);
  const headers = answerHeaders({
    publicUrl,
    pictures: [env().WECHAT_API_ORIGIN, ...pictures],
    dev,
  });

  const answer: Take<Promise<void>> = async (request, response) => {
    describeRequest(request);
    const turnAway = (refusal: Refusal) =>
      refuse(modules, request, response, refusal, headers.data);

    const target = hasOneHost(request)
      ? readTarget(request.url ?? "")
      : "target_invalid";
    if (typeof target === "string") return turnAway({ code: target });
    const { path } = target;
    if (!isOurHost(request, path)) return turnAway({ code: "host_unknown" });

    if (await answerOnLane(modules, request, response, path, headers.data))
      return;
    if (dev && DEV_TOOLS.test(path)) return next(request, response);

    const route = routeOf(path) ?? routeOf(path.replace(/\/$/, ""));
    const refusal = refusalOf(request, target, route);
    if (refusal?.code === "foreign_origin" && route?.kind === "handler")
      await noteForeign(modules, request, route);
    if (refusal) return turnAway(refusal);
    if (request.method === "OPTIONS" && route)
      return tellMethods(response, route, headers);
    const trouble = await holdBody(request, bodyLimit(request.method, path));
    if (trouble) return turnAway({ code: trouble });

    if (!dev) dropInternalHeaders(request);
    dress(request, response, headers, path, route);
    if (!route && !dev) request.url = NOT_FOUND;
    return next(request, response);
  };

  const refusalOf = (
    request: IncomingMessage,
    { path, query }: Target,
    route: Route | null,
  ): Refusal | null => {
    if (isForeign(request, publicUrl)) return { code: "foreign_origin" };
    // While the console is developed, an address may be newer than the table, and its tools fly.
    if (dev) return null;
    if (route && !route.methods.has(request.method ?? ""))
      return { code: "method_not_allowed", allow: route.allow };
    if (isForbiddenFlight(request, query)) return { code: "flight_refused" };
    if (!route && !wantsPage(request, path)) return { code: "not_found" };
    return null;
  };

  return {
    headers,
    refuseExpectation(request, response) {
      refuse(
        modules,
        request,
        response,
        { code: "expectation_unknown" },
        headers.data,
      );
    },
    receive(request, response) {
      answer(request, response).catch((error: unknown) => {
        log.error({ err: error }, "a request could not be answered");
        if (response.headersSent) response.destroy();
        else
          refuse(
            modules,
            request,
            response,
            { code: "internal" },
            headers.data,
          );
      });
    },
  };
}

/** What another site's page tries to change stands in the audit log; by whose browser is not looked at here. */
async function noteForeign(
  { audit }: Modules,
  request: IncomingMessage,
  { address }: Route,
): Promise<void> {
  const { method = "GET" } = request;
  if (SAFE.includes(method)) return;
  await audit.auditRefusal({
    actor: audit.visitorActor(fromOf(request)),
    action: "request.refused",
    outcome: "denied",
    after: { method, path: address, code: "foreign_origin" },
  });
}

/** Whether somebody is to be told by a page that there is none. */
const wantsPage = ({ method, headers }: IncomingMessage, path: string) =>
  (method === "GET" || method === "HEAD") &&
  !/^\/(?:api|_next)(?:\/|$)/.test(path) &&
  (headers.accept ?? "").includes("text/html");

/** To another site's page, too: without a word that it may use them. */
function tellMethods(
  response: ServerResponse,
  { allow }: Route,
  headers: AnswerHeaders,
): void {
  response.writeHead(204, { ...headers.data, allow }).end();
}

/** Puts the headers on the answer, and on the request the policy out of which Next.js reads the nonce of its scripts. */
function dress(
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
}
