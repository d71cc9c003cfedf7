import { log } from "#lib/base/log.ts";
import { countCallback } from "#lib/base/metrics/index.ts";
import {
  type Component,
  recordCallback,
  cachedComponent,
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
import { eventHandlers, messageHandlers } from "#lib/callbacks/handlers.ts";
import { processNow, wakeInbox } from "#lib/callbacks/process/index.ts";
import {
  type InboxRecord,
  inboxRecord,
  storeCallback,
} from "#lib/callbacks/store/index.ts";

/** One POST of WeChat. */
export interface Callback {
  channel: "event" | "message";
  componentAppid: string;
  /** Of the path; messages only. */
  appid: string | null;
  query: URLSearchParams;
  body: Buffer;
}

/** `success`, an encrypted passive reply, or the same refusal whatever was wrong. */
export type CallbackAnswer =
  { status: 200; body: string } | { status: 403; body: "refused" };

export const REFUSED: CallbackAnswer = { status: 403, body: "refused" };
export const SUCCESS: CallbackAnswer = { status: 200, body: "success" };
/** The one event that is processed before it is answered: our next call to WeChat may need it. */
const TICKET = "component_verify_ticket";

/** A verified callback, and what its answer needs. */
interface Accepted {
  record: InboxRecord;
  /** The plaintext of a passive reply, for the release check only. */
  reply: string | null;
  encodingAesKey: string;
}

/**
 * Receives a callback: verifies the signature, decrypts, checks that path, envelope and content name the same account,
 * stores it once, acknowledges it after the commit, and has it processed afterwards. A copy is acknowledged and changes
 * nothing.
 * @throws when it could not be stored: then it is not acknowledged
 */
export async function receiveCallback(
  callback: Callback,
): Promise<CallbackAnswer> {
  const begun = performance.now();
  const count = (type: string | null, outcome: string) =>
    countCallback(
      callback.channel,
      type,
      outcome,
      (performance.now() - begun) / 1000,
    );
  const verified = await verify(callback);
  if (!verified) {
    count(null, "refused");
    return REFUSED;
  }
  const { component, accepted } = verified;
  const { name } = accepted.record;
  try {
    const { answer, outcome } = await store(component, accepted);
    count(name, outcome);
    return answer;
  } catch (error) {
    count(name, "failed");
    throw error;
  }
}

/** With the cached platform, then with the platform as it is now: its token or key may just have changed. */
async function verify(
  callback: Callback,
): Promise<{ component: Component; accepted: Accepted } | null> {
  const { componentAppid } = callback;
  const component = await cachedComponent(componentAppid);
  if (!component) return null;
  const accepted = accept(component, callback);
  if (accepted) return { component, accepted };
  const now = await cachedComponent(componentAppid, { refresh: true });
  const second = now && now !== component ? accept(now, callback) : null;
  return now && second && { component: now, accepted: second };
}

async function store(
  component: Component,
  { record, reply, encodingAesKey }: Accepted,
): Promise<{ answer: CallbackAnswer; outcome: string }> {
  const { key, componentAppid, name, settled } = record;
  const outcome = await storeCallback(record);
  if (outcome === "foreign") return { answer: REFUSED, outcome: "refused" };
  if (outcome === "deleted") return { answer: SUCCESS, outcome };
  if (outcome === "stored") {
    recordCallback(componentAppid, name);
    if (name === TICKET) await processNow(key).catch(logFailure);
    else if (!settled) wakeInbox();
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

/** The callback is stored and stays pending, so its answer is the same. */
function logFailure(error: unknown): void {
  log.warn(
    { err: error },
    "a ticket could not be processed before its callback was answered",
  );
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
      : acceptMessage(component, callback.appid ?? "", opened);
  } catch (error) {
    // TextDecoder throws a TypeError for bytes that are not UTF-8.
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
  const { componentAppid } = component;
  const event = parseComponentEvent(plaintext);
  if (event.componentAppid !== componentAppid) return null;
  if (outer.appId !== undefined && outer.appId !== componentAppid) return null;
  const appid =
    event.infoType === "component_verify_ticket"
      ? null
      : (event.authorizerAppid ?? null);
  const record = inboxRecord(
    {
      channel: "event",
      componentAppid,
      appid,
      name: event.infoType === "other" ? event.name : event.infoType,
      createTime: event.createTime,
      settled:
        eventHandlers[event.infoType] === null ||
        (appid !== null && isReleaseCheckAccount(appid)),
      userName: null,
    },
    { plaintext, identity: [componentAppid, "event", null, plaintext] },
  );
  return { record, reply: null, encodingAesKey };
}

function acceptMessage(
  { componentAppid }: Component,
  appid: string,
  { plaintext, encodingAesKey, outer }: Opened,
): Accepted | null {
  const message = parseMessage(plaintext);
  const { toUserName } = message;
  if (outer.toUserName !== undefined && outer.toUserName !== toUserName)
    return null;
  // Path and content must name the same account, as far as the content's account is known (protocol 8.1).
  const test = releaseCheckAccounts.find(
    (account) => account.appid === appid || account.userName === toUserName,
  );
  if (test && (test.appid !== appid || test.userName !== toUserName))
    return null;
  const check = releaseCheckAnswer(message);
  const record = inboxRecord(
    {
      channel: "message",
      componentAppid,
      appid,
      name: message.event ?? message.msgType,
      createTime: message.createTime,
      settled: !Object.hasOwn(messageHandlers, check.kind),
      userName: test ? null : toUserName,
    },
    { plaintext, identity: [componentAppid, "message", appid, plaintext] },
  );
  return {
    record,
    reply: check.kind === "reply" ? textReply(message, check.content) : null,
    encodingAesKey,
  };
}
