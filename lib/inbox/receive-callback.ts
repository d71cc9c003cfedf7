import { sql } from "drizzle-orm";
import { db, schema } from "#lib/db/index.ts";
import {
  type Component,
  componentByAppid,
  noteCallback,
} from "#lib/platform/index.ts";
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
import { processNow, wakeInbox } from "./process-pending.ts";
import { storeCallback } from "./store-callback.ts";

const { accounts } = schema;

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

const REFUSED: CallbackAnswer = { status: 403, body: "refused" };
/** The one event whose effect the next call to WeChat may need at once. */
const TICKET = "component_verify_ticket";
const SUCCESS: CallbackAnswer = { status: 200, body: "success" };

/** A callback that may be stored. */
interface Accepted {
  name: string;
  appid: string | null;
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
 * acknowledged only after the commit, processed afterwards (design 4). A copy that comes again is acknowledged and
 * changes nothing.
 * @throws database errors: what is not stored is not acknowledged
 */
export async function receiveCallback(
  callback: Callback,
): Promise<CallbackAnswer> {
  const component = await componentByAppid(callback.componentAppid);
  if (!component) return REFUSED;
  const accepted = await accept(component, callback);
  if (!accepted) return REFUSED;
  const { componentAppid, channel } = callback;
  const key = await storeCallback({
    ...accepted,
    channel,
    componentAppid,
    identity: JSON.stringify([
      componentAppid,
      channel,
      callback.appid,
      accepted.plaintext,
    ]),
  });
  await noteCallback(component.componentAppid, accepted.name);
  if (key === null) return SUCCESS;
  if (accepted.name === TICKET) await processNow(key);
  else if (!accepted.settled) wakeInbox();
  if (accepted.reply === null) return SUCCESS;
  const { componentAppid: appid, messageToken: token } = component;
  return {
    status: 200,
    body: sealReply({
      plaintext: accepted.reply,
      appid,
      token,
      encodingAesKey: accepted.encodingAesKey,
    }),
  };
}

async function accept(
  component: Component,
  callback: Callback,
): Promise<Accepted | null> {
  try {
    const opened = openEnvelope({
      query: {
        msg_signature: callback.query.get("msg_signature"),
        timestamp: callback.query.get("timestamp"),
        nonce: callback.query.get("nonce"),
      },
      body: new TextDecoder("utf-8", { fatal: true }).decode(callback.body),
      token: component.messageToken,
      encodingAesKeys: component.encodingAesKeys,
      appid: component.componentAppid,
    });
    return callback.channel === "event"
      ? acceptEvent(component, opened)
      : await acceptMessage(callback.appid ?? "", opened);
  } catch (error) {
    // TextDecoder throws a TypeError for bytes that are no UTF-8.
    if (error instanceof EnvelopeError || error instanceof TypeError)
      return null;
    throw error;
  }
}

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
    createTime: event.createTime,
    plaintext,
    reply: null,
    encodingAesKey,
    settled:
      event.infoType === "other" ||
      (appid !== null && isReleaseCheckAccount(appid)),
  };
}

async function acceptMessage(
  appid: string,
  { plaintext, encodingAesKey, outer }: Opened,
): Promise<Accepted | null> {
  const message = parseMessage(plaintext);
  if (outer.toUserName !== undefined && outer.toUserName !== message.toUserName)
    return null;
  if (!(await agree(appid, message.toUserName))) return null;
  const check = releaseCheckAnswer(message);
  return {
    name: message.event ?? message.msgType,
    appid,
    createTime: message.createTime,
    plaintext,
    reply: check.kind === "reply" ? textReply(message, check.content) : null,
    encodingAesKey,
    settled: check.kind !== "query_auth",
  };
}

/** The account of the path and the one inside must be the same, as far as the inner one is known (protocol 8.1). */
async function agree(appid: string, userName: string): Promise<boolean> {
  const test = releaseCheckAccounts.find(
    (account) => account.appid === appid || account.userName === userName,
  );
  if (test) return test.appid === appid && test.userName === userName;
  const [account] = await db()
    .select({ userName: accounts.userName })
    .from(accounts)
    .where(sql`${accounts.appid} = ${appid}`);
  return !account?.userName || account.userName === userName;
}
