import { isAllowed } from "#lib/base/address-list.ts";
import { noteCallbackOutcome } from "#lib/base/metrics/index.ts";
import {
  noteReceived,
  noteRefused,
  noteVerified,
  type ReceiptAddress,
  rememberedReceiptAddress,
} from "#lib/mini-programs/index.ts";
import {
  echoAnswer,
  EnvelopeError,
  openOwnPush,
  readMessageHead,
  type XmlObject,
} from "#lib/wechat/index.ts";
import { type CallbackAnswer, REFUSED, SUCCESS } from "./receive-callback.ts";
import { wakeInbox } from "#lib/callbacks/process/index.ts";
import { storeCallback } from "#lib/callbacks/store/index.ts";
import { subscribeEventNames } from "#lib/wechat/kinds.ts";

/** One request to a receipt address (回执地址). */
export interface ReceiptRequest {
  /** Of the path. */
  key: string;
  query: URLSearchParams;
  /** The caller's, as the server saw it. */
  address: string | null;
  /** null for WeChat's check of the address (protocol 4.3). */
  body: Buffer | null;
}

/**
 * Receives what a Mini Program's own push, or who forwards it, brings: opened as its mode says, stored once however it
 * came, acknowledged after the commit. Why something was refused the operator reads beside the address, the caller not.
 * @throws database errors: what is not stored is not acknowledged
 */
export async function receiveReceipt(
  request: ReceiptRequest,
): Promise<CallbackAnswer> {
  const begun = performance.now();
  const note = (outcome: string) =>
    noteCallbackOutcome(
      "receipt",
      null,
      outcome,
      (performance.now() - begun) / 1000,
    );
  try {
    const answer = await answerTo(request);
    note(answer.status === 200 ? "stored" : "refused");
    return answer;
  } catch (error) {
    note("failed");
    throw error;
  }
}

async function answerTo(request: ReceiptRequest): Promise<CallbackAnswer> {
  const address = await rememberedReceiptAddress(request.key);
  if (!address) return REFUSED;
  try {
    if (!isAllowed(request.address, address.allow))
      throw new Refused("address");
    return request.body === null
      ? await answerCheck(address, request)
      : await takePush(address, request, request.body);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    await noteRefused(address.appid, reason);
    return REFUSED;
  }
}

/** Why a request was refused that the protocol room has no word for. */
class Refused extends Error {
  readonly code: "address" | "not_configured" | "echo_signature" | "user_name";
  constructor(code: Refused["code"]) {
    super(code);
    this.code = code;
  }
}

/** A key of the messages `miniProgram.refusals`; null for what is no refusal. */
function reasonOf(error: unknown): string | null {
  if (error instanceof Refused || error instanceof EnvelopeError)
    return error.code;
  // TextDecoder throws a TypeError for bytes that are no UTF-8.
  return error instanceof TypeError ? "body_malformed" : null;
}

async function answerCheck(
  { appid, push }: ReceiptAddress,
  { query }: ReceiptRequest,
): Promise<CallbackAnswer> {
  if (!push) throw new Refused("not_configured");
  const echo = echoAnswer(query, push.token);
  if (echo === null) throw new Refused("echo_signature");
  await noteVerified(appid);
  return { status: 200, body: echo };
}

async function takePush(
  { appid, componentAppid, userName, push }: ReceiptAddress,
  { query }: ReceiptRequest,
  body: Buffer,
): Promise<CallbackAnswer> {
  if (!push) throw new Refused("not_configured");
  const { fields, plaintext } = openOwnPush(
    push,
    query,
    new TextDecoder("utf-8", { fatal: true }).decode(body),
  );
  const head = readMessageHead(fields);
  const name = head.event ?? head.msgType;
  if (userName !== "" && head.toUserName !== userName)
    throw new Refused("user_name");
  const known = subscribeEventNames.some((event) => event === name);
  const { outcome } = await storeCallback({
    channel: "receipt",
    componentAppid,
    appid,
    name,
    userName: null,
    createTime: head.createTime,
    plaintext,
    identity: JSON.stringify(["receipt", appid, sorted(fields)]),
    settled: !known,
  });
  if (outcome === "stored") {
    noteReceived(appid);
    if (known) wakeInbox();
  }
  return SUCCESS;
}

/** The content alone: white space and the order of fields, which a forwarder may change, tell no two pushes apart. */
function sorted(fields: XmlObject): [string, unknown][] {
  return Object.entries(fields).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
}
