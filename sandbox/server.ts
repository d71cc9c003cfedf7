import { randomBytes } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { answerApi, isApiPath } from "./api.ts";
import { grant, grantPush } from "./authorize.ts";
import { backTo, commands, type Desk } from "./control.ts";
import { avatar } from "./pages/avatar.ts";
import { accountsPage, refusedPage, setsPage } from "./pages/choose.ts";
import { controlPage } from "./pages/control.ts";
import { desktopPage, phonePage, problemPage } from "./pages/entry.ts";
import type { SentMessage } from "./own-account.ts";
import { pushOwnEvent } from "./own-push.ts";
import { Refusal } from "./refusal.ts";
import type { Failure } from "./types.ts";
import type { World } from "./world.ts";
import type { Visits } from "./visits.ts";

const BODY_LIMIT = 1024 * 1024;
/** A receipt follows its message after a moment. */
const RECEIPT_MS = 300;

interface Answer {
  status?: number;
  type?: string;
  body?: string;
  location?: string;
}

/** The one server that plays all of WeChat's hosts. */
export function createSandboxServer(
  desk: Desk,
  visits: Visits,
  origin: () => string,
): Server {
  return createServer((request, response) => {
    void respond(desk, visits, origin(), request).then(
      (answer) => send(desk.world, response, answer),
      (error: unknown) =>
        send(desk.world, response, {
          status: 400,
          type: "application/json",
          body: JSON.stringify({ error: String(error) }),
        }),
    );
  });
}

function send(
  world: World,
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
      Date.now() + world.knobs.clockAheadSeconds * 1000,
    ).toUTCString(),
    ...(answer.location === undefined ? {} : { location: answer.location }),
  };
  response.writeHead(answer.status ?? 200, headers).end(answer.body ?? "");
}

async function respond(
  desk: Desk,
  visits: Visits,
  origin: string,
  request: IncomingMessage,
): Promise<Answer | null> {
  const url = new URL(request.url ?? "/", origin);
  const raw = await readBody(request);
  if (isApiPath(url.pathname)) return api(desk, url, request, raw, origin);
  if (url.pathname.startsWith("/_control/"))
    return control(desk, url, request, raw);
  if (url.pathname.startsWith("/visit/"))
    return step(desk, visits, url.pathname, new URLSearchParams(raw));
  switch (url.pathname) {
    case "/":
      return { body: controlPage(desk.world) };
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
    picture === undefined ? undefined : desk.world.account(picture);
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

async function api(
  { world, pushTicket }: Desk,
  url: URL,
  request: IncomingMessage,
  raw: string,
  origin: string,
): Promise<Answer | null> {
  if (world.knobs.latencyMs > 0)
    await new Promise((resolve) => setTimeout(resolve, world.knobs.latencyMs));
  const rid = [0, 0, 0].map(() => randomBytes(4).toString("hex")).join("-");
  const spoilt = nextFailure(world.knobs.failures, url.pathname);
  const requestTicket = () => void pushTicket();
  const onSent = (message: SentMessage) => {
    if (world.state.pushSettings[message.appid])
      setTimeout(() => void pushReceipt(world, message), RECEIPT_MS);
  };
  if (spoilt && "kind" in spoilt && spoilt.kind === "dropped") return null;
  let answer: { errcode?: number };
  try {
    if (spoilt && "errcode" in spoilt)
      throw new Refusal(spoilt.errcode, "made to fail");
    answer = answerApi(
      url.pathname,
      request.method ?? "GET",
      raw,
      { world, query: url.searchParams, requestTicket, onSent, origin },
      plainAddress(request),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    answer = {
      errcode: error.errcode,
      ...{ errmsg: `${error.message} rid: ${rid}` },
    };
  }
  world.calls.unshift({
    at: new Date().toISOString(),
    path: url.pathname,
    errcode: answer.errcode ?? 0,
    rid,
  });
  world.calls.length = Math.min(world.calls.length, 20_000);
  world.save();
  if (world.knobs.answerAfterMs > 0)
    await new Promise((resolve) =>
      setTimeout(resolve, world.knobs.answerAfterMs),
    );
  const body = JSON.stringify(answer);
  if (!spoilt || "errcode" in spoilt)
    return { type: "application/json; encoding=utf-8", body };
  switch (spoilt.kind) {
    case "dropped":
      return null;
    case "timeout":
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      return null;
    case "http502":
      return { status: 502, body: "<html>502 Bad Gateway</html>" };
    case "html":
      return { body: "<html>busy</html>" };
    case "truncated":
      return { type: "application/json", body: body.slice(0, body.length / 2) };
  }
}

function pushReceipt(
  world: World,
  { appid, openid, templateId, messageId }: SentMessage,
) {
  return pushOwnEvent(world, {
    appid,
    event: "subscribe_msg_sent_event",
    openid,
    entries: [
      {
        TemplateId: templateId,
        MsgID: messageId,
        ErrorCode: "0",
        ErrorStatus: "success",
      },
    ],
  }).catch(() => undefined);
}

const plainAddress = (request: IncomingMessage) =>
  (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");

function nextFailure(failures: Failure[], path: string): Failure | undefined {
  const failure = failures.find(
    (candidate) => candidate.times > 0 && path.endsWith(candidate.path),
  );
  if (failure) failure.times -= 1;
  return failure;
}

async function control(
  desk: Desk,
  url: URL,
  request: IncomingMessage,
  raw: string,
): Promise<Answer> {
  const name = url.pathname.slice("/_control/".length);
  const json = (value: unknown): Answer => ({
    type: "application/json",
    body: JSON.stringify(value ?? {}),
  });
  if (request.method === "GET") {
    const path = url.searchParams.get("path") ?? "";
    if (name === "health") return json({ ok: true });
    if (name === "calls")
      return json(desk.world.calls.filter((call) => call.path.endsWith(path)));
    if (name === "pushes") return json(desk.world.pushes);
    if (name === "accounts") return json(desk.world.state.accounts);
    return { status: 404, body: "404" };
  }
  const command = commands[name];
  if (!command) return { status: 404, body: "404" };
  const form =
    request.headers["content-type"]?.startsWith(
      "application/x-www-form-urlencoded",
    ) ?? false;
  const result = await command(
    desk,
    form
      ? Object.fromEntries(new URLSearchParams(raw))
      : raw === ""
        ? {}
        : JSON.parse(raw),
  );
  desk.world.save();
  return form ? { status: 303, location: "/" } : json(result);
}

/** The steps of the authorization page: who, which account, which sets, yes or no. */
async function step(
  { world, pusher }: Desk,
  visits: Visits,
  path: string,
  form: URLSearchParams,
): Promise<Answer> {
  const [, , id = "", name] = path.split("/");
  const visit = visits.find(id);
  if (!visit) return { body: problemPage("pre_auth_code") };
  switch (name) {
    case "person":
      if (!visits.scan(visit, form.get("person") ?? ""))
        return { body: problemPage("pre_auth_code") };
      return { body: accountsPage(visit, visits.offered(visit)) };
    case "account": {
      visit.appid = form.get("appid");
      const account = visits.chosen(visit);
      return account
        ? { body: setsPage(visit, account) }
        : { body: problemPage("parameters") };
    }
    case "refuse":
      return { body: refusedPage() };
    case "confirm": {
      const account = visits.chosen(visit);
      if (!account) return { body: problemPage("parameters") };
      const { code, infoType } = grant(
        world,
        account,
        visits.granted(account, form.getAll("set")),
      );
      const push =
        infoType && grantPush(account, code, infoType, visit.preAuthCode);
      if (push && world.knobs.pushOrder === "push_first")
        await pusher.event(push);
      if (push && world.knobs.pushOrder === "together") pusher.eventLater(push);
      if (push && world.knobs.pushOrder === "redirect_first")
        setTimeout(() => pusher.eventLater(push), 1_500);
      world.save();
      return { status: 303, location: backTo(visit.redirectUri, code.value) };
    }
    default:
      return { status: 404, body: "404" };
  }
}
