import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { isApiPath } from "../api/answer-api.ts";
import type { ControlContext } from "../control/context.ts";
import { avatar } from "../pages/avatar.ts";
import { controlPage } from "../pages/control.ts";
import { desktopPage, phonePage, problemPage } from "../pages/entry.ts";
import type { Simulation } from "../state/simulation.ts";
import type { Visits } from "../state/visits.ts";
import type { Answer } from "./answer.ts";
import { answerApiCall } from "./answer-api-call.ts";
import { answerControl } from "./answer-control.ts";
import { answerVisit } from "./answer-visit.ts";

const BODY_LIMIT = 1024 * 1024;

/** One server for all of WeChat's hosts. */
export function createSandboxServer(
  context: ControlContext,
  visits: Visits,
  origin: () => string,
): Server {
  return createServer((request, response) => {
    void respond(context, visits, origin(), request).then(
      (answer) => send(context.simulation, response, answer),
      (error: unknown) =>
        send(context.simulation, response, {
          status: 400,
          type: "application/json",
          body: JSON.stringify({ error: String(error) }),
        }),
    );
  });
}

function send(
  simulation: Simulation,
  response: ServerResponse,
  answer: Answer | null,
): void {
  if (!answer) {
    response.destroy();
    return;
  }
  const headers = {
    "content-type": answer.type ?? "text/html; charset=utf-8",
    "cache-control": "no-store",
    date: new Date(
      Date.now() + simulation.scenario.clockAheadSeconds * 1000,
    ).toUTCString(),
    ...(answer.location === undefined ? {} : { location: answer.location }),
  };
  response.writeHead(answer.status ?? 200, headers).end(answer.body ?? "");
}

async function respond(
  context: ControlContext,
  visits: Visits,
  origin: string,
  request: IncomingMessage,
): Promise<Answer | null> {
  const url = new URL(request.url ?? "/", origin);
  const raw = await readBody(request);
  if (isApiPath(url.pathname))
    return answerApiCall(context, url, request, raw, origin);
  if (url.pathname.startsWith("/_control/"))
    return answerControl(context, url, request, raw);
  if (url.pathname.startsWith("/visit/"))
    return answerVisit(context, visits, url.pathname, new URLSearchParams(raw));
  switch (url.pathname) {
    case "/":
      return { body: controlPage(context.simulation) };
    case "/cgi-bin/componentloginpage": {
      const entered = visits.enter(
        url.searchParams,
        request.headers.referer ?? "",
        false,
      );
      return typeof entered === "object" && "id" in entered
        ? { body: desktopPage(entered, url.toString()) }
        : { status: 200, body: problemPage(entered) };
    }
    case "/wxaopen/safe/bindcomponent":
    case "/safe/bindcomponent": {
      const entered = visits.enter(
        url.searchParams,
        request.headers.referer ?? "",
        true,
      );
      return typeof entered === "object" && "id" in entered
        ? { body: phonePage(entered) }
        : { body: problemPage(entered) };
    }
  }
  const picture = /^\/avatar\/(wx\w+)\.svg$/.exec(url.pathname)?.[1];
  const account =
    picture === undefined ? undefined : context.simulation.account(picture);
  return account
    ? { type: "image/svg+xml", body: avatar(account) }
    : { status: 404, body: "404" };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Error("body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
