import {
  EnvelopeError,
  readPushBody,
  type XmlObject,
} from "#lib/wechat/index.ts";
import type { MaskedBody } from "./schema.ts";

const APPID = /^wx[0-9a-z]{1,20}$/;
const DIGITS = /^\d{1,20}$/;
const TIME = /^\d{1,10}$/;
const WORD = /^[A-Za-z_]\w{0,39}$/;

/**
 * The elements whose values are shown, and the format they must have. A value of another format is masked, since the
 * sender decides what an element contains (protocol 1.3, 7.2 and 8.1).
 */
const harmless = new Map<string, RegExp>([
  ["AppId", APPID],
  ["appid", APPID],
  ["AuthorizerAppid", APPID],
  ["AuthorizationCodeExpiredTime", TIME],
  ["CreateTime", TIME],
  ["InfoType", WORD],
  ["MsgType", WORD],
  ["Event", WORD],
  ["ToUserName", /^gh_[0-9a-z]{1,20}$/],
  ["MsgId", DIGITS],
  ["MsgID", DIGITS],
  ["TemplateId", /^[\w-]{1,64}$/],
  ["PopupScene", /^\d{1,3}$/],
  ["SubscribeStatusString", WORD],
  ["ErrorCode", /^-?\d{1,6}$/],
  ["ErrorStatus", /^[A-Za-z_ :]{1,64}$/],
  ["expired", TIME],
  ["SuccTime", TIME],
  ["FailTime", TIME],
]);

/** Elements that contain an OpenID: its ends are shown, so that two users can be distinguished. */
const openids = new Set(["FromUserName", "openid", "OpenID"]);
const OPENID = /^o[\w-]{20,40}$/;
const ENDS = 4;

/** Element names are words of WeChat's. Longer ones are masked: a JSON key could be an OpenID or a code. */
const NAME = /^[A-Za-z_]\w{0,23}$/;

type Value = XmlObject[string];

/** The body of a callback with secrets and personal data masked, for people who may read events. */
export function maskBody(plaintext: string): MaskedBody {
  try {
    const fields = masked(readPushBody(plaintext));
    const json = plaintext
      .replace(/^\uFEFF/, "")
      .trimStart()
      .startsWith("{");
    return json
      ? { format: "json", text: JSON.stringify(fields, null, 2) }
      : { format: "xml", text: `<xml>\n${elementsOf(fields, "  ")}</xml>` };
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    return { format: "unreadable", text: mask(plaintext) };
  }
}

function masked(fields: XmlObject): XmlObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value], index) => [
      harmless.has(name) || NAME.test(name) ? name : `•••_${index + 1}`,
      maskedValue(name, value),
    ]),
  );
}

function maskedValue(name: string, value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => maskedValue(name, item));
  if (typeof value === "object") return masked(value);
  if (value === "" || harmless.get(name)?.test(value)) return value;
  if (openids.has(name) && OPENID.test(value))
    return `${value.slice(0, ENDS)}…${value.slice(-ENDS)}`;
  return mask(value);
}

/** Replaces a text by its length. */
function mask(text: string): string {
  return `••• (${[...text].length})`;
}

function elementsOf(fields: XmlObject, indent: string): string {
  return Object.entries(fields)
    .map(([name, value]) => elementOf(name, value, indent))
    .join("");
}

/** No escaping is needed: masked names and values contain no markup. */
function elementOf(name: string, value: Value, indent: string): string {
  if (Array.isArray(value))
    return value.map((item) => elementOf(name, item, indent)).join("");
  const content =
    typeof value === "string"
      ? value
      : `\n${elementsOf(value, `${indent}  `)}${indent}`;
  return `${indent}<${name}>${content}</${name}>\n`;
}
