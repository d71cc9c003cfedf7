import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { answerApi } from "../api/answer-api.ts";
import { Refusal } from "../api/refusal.ts";
import type { SentMessage } from "../api/subscribe-messages.ts";
import type { ControlContext } from "../control/context.ts";
import { pushAccountEvent } from "../pushes/account-push.ts";
import type { Simulation } from "../state/simulation.ts";
import type { Failure } from "../state/types.ts";
import type { Answer } from "./answer.ts";

/** A receipt follows its message after a moment. */
const RECEIPT_DELAY_MS = 300;

/** Answers a call of the simulated API; null drops the connection. */
export async function answerApiCall(
  { simulation, pushTicket }: ControlContext,
  url: URL,
  request: IncomingMessage,
  raw: string,
  origin: string,
): Promise<Answer | null> {
  if (simulation.scenario.latencyMs > 0)
    await new Promise((resolve) =>
      setTimeout(resolve, simulation.scenario.latencyMs),
    );
  const rid = [0, 0, 0].map(() => randomBytes(4).toString("hex")).join("-");
  const failure = nextFailure(simulation.scenario.failures, url.pathname);
  const requestTicket = () => void pushTicket();
  const onSent = (message: SentMessage) => {
    if (simulation.state.pushSettings[message.appid])
      setTimeout(() => void pushReceipt(simulation, message), RECEIPT_DELAY_MS);
  };
  if (failure && "kind" in failure && failure.kind === "dropped") return null;
  let answer: { errcode?: number };
  try {
    if (failure && "errcode" in failure)
      throw new Refusal(failure.errcode, "made to fail");
    answer = answerApi(
      url.pathname,
      request.method ?? "GET",
      raw,
      { simulation, query: url.searchParams, requestTicket, onSent, origin },
      plainAddress(request),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    answer = {
      errcode: error.errcode,
      ...{ errmsg: `${error.message} rid: ${rid}` },
    };
  }
  simulation.calls.unshift({
    at: new Date().toISOString(),
    path: url.pathname,
    errcode: answer.errcode ?? 0,
    rid,
  });
  simulation.calls.length = Math.min(simulation.calls.length, 20_000);
  simulation.save();
  if (simulation.scenario.answerAfterMs > 0)
    await new Promise((resolve) =>
      setTimeout(resolve, simulation.scenario.answerAfterMs),
    );
  const body = JSON.stringify(answer);
  if (!failure || "errcode" in failure)
    return { type: "application/json; encoding=utf-8", body };
  switch (failure.kind) {
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
  simulation: Simulation,
  { appid, openid, templateId, messageId }: SentMessage,
) {
  return pushAccountEvent(simulation, {
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
