import { randomInt } from "node:crypto";
import { encrypt, sign } from "./crypto.ts";
import type { PushSetting } from "../state/types.ts";
import type { Simulation } from "../state/simulation.ts";

const TIMEOUT_MS = 5_000;

/** One of the three events of subscribe messages, or any other event without entries. */
export interface AccountEvent {
  appid: string;
  event: string;
  openid: string;
  /** Epoch seconds. */
  createTime?: number;
  entries: Record<string, string>[];
}

/** How a push is made invalid, or changed by a forwarder. */
export interface PushVariant {
  tamper?: "signature" | "key" | "appid";
  /** Another mode than the saved one. */
  mode?: PushSetting["mode"];
  /** A forwarder drops the query and may change the body's bytes. */
  forwarder?: "plain" | "bom" | "crlf" | "with_query";
}

/** A push as it was sent, so that it can be repeated, and its answer. */
export interface AccountPushResult {
  status: number | null;
  answer: string;
  request: { url: string; body: string };
}

const wrappers: Record<string, string> = {
  subscribe_msg_popup_event: "SubscribeMsgPopupEvent",
  subscribe_msg_change_event: "SubscribeMsgChangeEvent",
  subscribe_msg_sent_event: "SubscribeMsgSentEvent",
};

/** WeChat's check when an account's push setting is submitted (protocol 4.3). @returns whether it passed */
export async function checkUrl(setting: PushSetting): Promise<boolean> {
  const echo = String(randomInt(2 ** 40));
  const { status, answer } = await ask(
    `${setting.url}?${query(setting.token, { echostr: echo }).toString()}`,
  );
  return status === 200 && answer === echo;
}

/** Sends an event to the URL of the account's push setting (protocol 7.1). */
export async function pushAccountEvent(
  simulation: Simulation,
  event: AccountEvent,
  variant: PushVariant = {},
): Promise<AccountPushResult> {
  const setting = simulation.state.pushSettings[event.appid];
  const account = simulation.account(event.appid);
  if (!setting || !account) throw new Error("no push setting");
  const mode = variant.mode ?? setting.mode;
  const token = variant.tamper === "signature" ? "another" : setting.token;
  const plain = write(
    setting.format,
    {
      ToUserName: account.userName,
      FromUserName: event.openid,
      CreateTime: String(event.createTime ?? Math.floor(Date.now() / 1000)),
      MsgType: "event",
      Event: event.event,
    },
    event,
  );
  let [body, more] = [plain, {}];
  if (mode !== "plain") {
    const encrypted = encrypt(
      plain,
      variant.tamper === "appid" ? "wx0000000000000000" : account.appid,
      variant.tamper === "key" ? "B".repeat(43) : setting.aesKey,
    );
    body = beside(setting.format, mode === "compatible" ? plain : null, {
      ToUserName: account.userName,
      Encrypt: encrypted,
    });
    more = { encrypt_type: "aes", encrypted };
  }
  const asked = query(token, { openid: event.openid, ...more });
  const bare = variant.forwarder && variant.forwarder !== "with_query";
  const request = {
    url: bare ? setting.url : `${setting.url}?${asked.toString()}`,
    body: withForwarderBytes(body, variant.forwarder),
  };
  const { status, answer } = await ask(request.url, request.body);
  simulation.pushes.unshift({
    at: new Date().toISOString(),
    name: event.event,
    status,
    answer: answer.slice(0, 80),
  });
  return { status, answer, request };
}

function query(
  token: string,
  { encrypted, ...more }: Record<string, string>,
): URLSearchParams {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = String(randomInt(2 ** 31));
  return new URLSearchParams({
    signature: sign(token, timestamp, nonce),
    timestamp,
    nonce,
    ...more,
    ...(encrypted === undefined
      ? {}
      : { msg_signature: sign(token, timestamp, nonce, encrypted) }),
  });
}

function write(
  format: PushSetting["format"],
  head: Record<string, string>,
  { event, entries }: AccountEvent,
): string {
  if (format === "json")
    return JSON.stringify({
      ...head,
      ...(entries.length === 0
        ? {}
        : { List: entries.length === 1 ? entries[0] : entries }),
    });
  const lists = entries
    .map((entry) => `<List>${elements(entry)}</List>`)
    .join("");
  const wrapper = wrappers[event];
  return `<xml>${elements(head)}${wrapper ? `<${wrapper}>${lists}</${wrapper}>` : ""}</xml>`;
}

const elements = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) =>
      /^\d+$/.test(value)
        ? `<${name}>${value}</${name}>`
        : `<${name}><![CDATA[${value}]]></${name}>`,
    )
    .join("");

/** The encrypted text, in 兼容模式 beside the plain fields (protocol 4.2). */
function beside(
  format: PushSetting["format"],
  plain: string | null,
  fields: { ToUserName: string; Encrypt: string },
): string {
  if (format === "json")
    return JSON.stringify({
      ...(plain === null ? {} : (JSON.parse(plain) as object)),
      ...fields,
    });
  return plain === null
    ? `<xml>${elements(fields)}</xml>`
    : plain.replace("</xml>", `${elements({ Encrypt: fields.Encrypt })}</xml>`);
}

function withForwarderBytes(
  body: string,
  forwarder: PushVariant["forwarder"],
): string {
  switch (forwarder) {
    case "bom":
      return `\uFEFF${body}`;
    case "crlf":
      return `\r\n${body.replaceAll("><", ">\r\n<")}\r\n`;
    default:
      return body;
  }
}

async function ask(
  url: string,
  body?: string,
): Promise<{ status: number | null; answer: string }> {
  try {
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined ? {} : { body }),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, answer: await response.text() };
  } catch (error) {
    return {
      status: null,
      answer: error instanceof Error ? error.name : "failed",
    };
  }
}
