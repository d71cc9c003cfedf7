import { isAllowed } from "#lib/base/address-list.ts";
import { countCallback } from "#lib/base/metrics/index.ts";
import {
  recordReceived,
  recordRefused,
  recordVerified,
  type ReceiptAddress,
  cachedReceiptAddress,
} from "#lib/mini-programs/index.ts";
import {
  echoAnswer,
  EnvelopeError,
  openAccountPush,
  readMessageHead,
  type XmlObject,
} from "#lib/wechat/index.ts";
import { type CallbackAnswer, REFUSED, SUCCESS } from "./receive-callback.ts";
import { isHandledReceipt } from "#lib/callbacks/handlers.ts";
import { wakeInbox } from "#lib/callbacks/process/index.ts";
import { inboxRecord, storeCallback } from "#lib/callbacks/store/index.ts";

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
 * Receives a push of a Mini Program, from WeChat or from a server that forwards it: opens it as its mode says, stores it
 * once, acknowledges it after the commit. The reason of a refusal is shown to the operator, not to the caller.
 * @throws database errors: then the push is not acknowledged
 */
export async function receiveReceipt(
  request: ReceiptRequest,
): Promise<CallbackAnswer> {
  const begun = performance.now();
  const count = (outcome: string) =>
    countCallback("receipt", null, outcome, (performance.now() - begun) / 1000);
  try {
    const answer = await answerTo(request);
    count(answer.status === 200 ? "stored" : "refused");
    return answer;
  } catch (error) {
    count("failed");
    throw error;
  }
}

async function answerTo(request: ReceiptRequest): Promise<CallbackAnswer> {
  const address = await cachedReceiptAddress(request.key);
  if (!address) return REFUSED;
  try {
    if (!isAllowed(request.address, address.allow))
      throw new Refused("address");
    return request.body === null
      ? await answerCheck(address, request)
      : await takePush(address, request, request.body);
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    await recordRefused(address.appid, reason);
    return REFUSED;
  }
}

/** Refusals for which lib/wechat has no code. */
class Refused extends Error {
  readonly code: "address" | "not_configured" | "echo_signature" | "user_name";
  constructor(code: Refused["code"]) {
    super(code);
    this.code = code;
  }
}

/** A key of the messages `miniProgram.refusals`; null when the error is not a refusal. */
function refusalOf(error: unknown): string | null {
  if (error instanceof Refused || error instanceof EnvelopeError)
    return error.code;
  // TextDecoder throws a TypeError for bytes that are not UTF-8.
  return error instanceof TypeError ? "body_malformed" : null;
}

async function answerCheck(
  { appid, push }: ReceiptAddress,
  { query }: ReceiptRequest,
): Promise<CallbackAnswer> {
  if (!push) throw new Refused("not_configured");
  const echo = echoAnswer(query, push.token);
  if (echo === null) throw new Refused("echo_signature");
  await recordVerified(appid);
  return { status: 200, body: echo };
}

async function takePush(
  { appid, componentAppid, userName, push }: ReceiptAddress,
  { query }: ReceiptRequest,
  body: Buffer,
): Promise<CallbackAnswer> {
  if (!push) throw new Refused("not_configured");
  const { fields, plaintext } = openAccountPush(
    push,
    query,
    new TextDecoder("utf-8", { fatal: true }).decode(body),
  );
  const head = readMessageHead(fields);
  const name = head.event ?? head.msgType;
  if (userName !== "" && head.toUserName !== userName)
    throw new Refused("user_name");
  const settled = !isHandledReceipt(name);
  const outcome = await storeCallback(
    inboxRecord(
      {
        channel: "receipt",
        componentAppid,
        appid,
        name,
        createTime: head.createTime,
        settled,
        userName: null,
      },
      { plaintext, identity: ["receipt", appid, sorted(fields)] },
    ),
  );
  if (outcome === "stored") {
    recordReceived(appid);
    if (!settled) wakeInbox();
  }
  return SUCCESS;
}

/** The content alone: a forwarder may change white space and the order of fields. */
function sorted(fields: XmlObject): [string, unknown][] {
  return Object.entries(fields).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
}
