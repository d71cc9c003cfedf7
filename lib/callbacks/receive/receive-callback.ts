import { log } from "#lib/base/log.ts";
import { noteCallbackOutcome } from "#lib/base/metrics/index.ts";
import {
  type Component,
  noteCallback,
  rememberedComponent,
} from "#lib/credentials/platform/index.ts";
import {
  EnvelopeError,
  isReleaseCheckAccount,
  openEnvelope,
  parseComponentEvent,
  parseMessage,
  releaseCheckAccounts,
  releaseCheckAnswer,
  sealReply,
  textReply,
} from "#lib/wechat/index.ts";
import { processNow, wakeInbox } from "#lib/callbacks/process/index.ts";
import { storeCallback } from "#lib/callbacks/store/index.ts";

/** One POST of WeChat's, as it came. */
export interface Callback {
  channel: "event" | "message";
  componentAppid: string;
  /** Of the path; messages only. */
  appid: string | null;
  query: URLSearchParams;
  body: Buffer;
}

/** What is answered: `success` or an encrypted passive reply, or one and the same refusal whatever was wrong. */
export type CallbackAnswer =
  { status: 200; body: string } | { status: 403; body: "refused" };

export const REFUSED: CallbackAnswer = { status: 403, body: "refused" };
export const SUCCESS: CallbackAnswer = { status: 200, body: "success" };
/** The one event whose effect the next call to WeChat may need at once. */
const TICKET = "component_verify_ticket";

/** A callback that may be stored. */
interface Accepted {
  name: string;
  appid: string | null;
  /** Compared with the account's own when it is stored (protocol 8.1); null for what names none. */
  userName: string | null;
  /** Epoch seconds. */
  createTime: number;
  plaintext: string;
  /** The plaintext of a passive reply, for the release check only. */
  reply: string | null;
  encodingAesKey: string;
  /** Nothing is left to do once it is stored. */
  settled: boolean;
}

/**
 * Receives a callback: signature, decryption, agreement of path, envelope and content on whose it is, stored once,
 * acknowledged only after the commit, processed afterwards. A copy that comes again is acknowledged and
 * changes nothing.
 * @throws when it could not be stored: what is not stored is not acknowledged
 */
export async function receiveCallback(
  callback: Callback,
): Promise<CallbackAnswer> {
  const begun = performance.now();
  const note = (type: string | null, outcome: string) =>
    noteCallbackOutcome(
      callback.channel,
      type,
      outcome,
      (performance.now() - begun) / 1000,
    );
  const opened = await openedWith(callback);
  if (!opened) {
    note(null, "refused");
    return REFUSED;
  }
  const { component, accepted } = opened;
  try {
    const { answer, outcome } = await keep(callback, component, accepted);
    note(accepted.name, outcome);
    return answer;
  } catch (error) {
    note(accepted.name, "failed");
    throw error;
  }
}

/** By the platform as it is remembered, and if that does not open it, as it is now: its token or key may just have changed. */
async function openedWith(
  callback: Callback,
): Promise<{ component: Component; accepted: Accepted } | null> {
  const { componentAppid } = callback;
  const component = await rememberedComponent(componentAppid);
  if (!component) return null;
  const accepted = accept(component, callback);
  if (accepted) return { component, accepted };
  const now = await rememberedComponent(componentAppid, { doubt: true });
  const second = now && now !== component ? accept(now, callback) : null;
  return now && second && { component: now, accepted: second };
}

async function keep(
  callback: Callback,
  component: Component,
  accepted: Accepted,
): Promise<{ answer: CallbackAnswer; outcome: string }> {
  const { componentAppid, channel } = callback;
  const { reply, encodingAesKey, ...stored } = accepted;
  const { key, outcome } = await storeCallback({
    ...stored,
    channel,
    componentAppid,
    identity: JSON.stringify([
      componentAppid,
      channel,
      callback.appid,
      accepted.plaintext,
    ]),
  });
  if (outcome === "foreign") return { answer: REFUSED, outcome: "refused" };
  if (outcome === "nobodys") return { answer: SUCCESS, outcome };
  if (outcome === "stored") {
    noteCallback(componentAppid, accepted.name);
    if (accepted.name === TICKET) await processNow(key).catch(logFailure);
    else if (!accepted.settled) wakeInbox();
  }
  if (reply === null) return { answer: SUCCESS, outcome };
  const body = sealReply({
    plaintext: reply,
    appid: component.componentAppid,
    token: component.messageToken,
    encodingAesKey,
  });
  return { answer: { status: 200, body }, outcome };
}

/** The callback is stored: that it was not processed at once changes nothing about its answer. */
function logFailure(error: unknown): void {
  log.warn({ err: error }, "a ticket was not processed at once");
}

function accept(component: Component, callback: Callback): Accepted | null {
  try {
    const opened = openEnvelope({
      query: {
        msg_signature: callback.query.get("msg_signature"),
        timestamp: callback.query.get("timestamp"),
        nonce: callback.query.get("nonce"),
      },
      body: utf8.decode(callback.body),
      token: component.messageToken,
      encodingAesKeys: component.encodingAesKeys,
      appid: component.componentAppid,
    });
    return callback.channel === "event"
      ? acceptEvent(component, opened)
      : acceptMessage(callback.appid ?? "", opened);
  } catch (error) {
    // TextDecoder throws a TypeError for bytes that are no UTF-8.
    if (error instanceof EnvelopeError || error instanceof TypeError)
      return null;
    throw error;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

type Opened = ReturnType<typeof openEnvelope>;

function acceptEvent(
  component: Component,
  { plaintext, encodingAesKey, outer }: Opened,
): Accepted | null {
  const event = parseComponentEvent(plaintext);
  if (event.componentAppid !== component.componentAppid) return null;
  if (outer.appId !== undefined && outer.appId !== component.componentAppid)
    return null;
  const appid =
    event.infoType === "component_verify_ticket"
      ? null
      : (event.authorizerAppid ?? null);
  return {
    name: event.infoType === "other" ? event.name : event.infoType,
    appid,
    userName: null,
    createTime: event.createTime,
    plaintext,
    reply: null,
    encodingAesKey,
    settled:
      event.infoType === "other" ||
      (appid !== null && isReleaseCheckAccount(appid)),
  };
}

function acceptMessage(
  appid: string,
  { plaintext, encodingAesKey, outer }: Opened,
): Accepted | null {
  const message = parseMessage(plaintext);
  const { toUserName } = message;
  if (outer.toUserName !== undefined && outer.toUserName !== toUserName)
    return null;
  // The account of the path and the one inside must be the same, as far as the inner one is known (protocol 8.1).
  const test = releaseCheckAccounts.find(
    (account) => account.appid === appid || account.userName === toUserName,
  );
  if (test && (test.appid !== appid || test.userName !== toUserName))
    return null;
  const check = releaseCheckAnswer(message);
  return {
    name: message.event ?? message.msgType,
    appid,
    userName: test ? null : toUserName,
    createTime: message.createTime,
    plaintext,
    reply: check.kind === "reply" ? textReply(message, check.content) : null,
    encodingAesKey,
    settled: check.kind !== "query_auth",
  };
}
