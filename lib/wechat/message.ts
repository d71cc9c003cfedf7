import { EnvelopeError } from "./envelope-error.ts";
import { buildXml, parseXml, textOf, type XmlObject } from "./xml.ts";

/** The fields that every push of an account has. */
export interface MessageHead {
  /** The account's original id, gh_…. */
  toUserName: string;
  /** The user's openid. */
  fromUserName: string;
  /** Epoch seconds. */
  createTime: number;
  msgType: string;
  event?: string;
}

/** A message or event of an authorizer, as WeChat pushes it to the 消息与事件接收URL (protocol 8.1). */
export type Message = MessageHead & {
  content?: string;
  /** 64 bits, beyond 2^53: kept as text. */
  msgId?: string;
};

/**
 * Parses the fields that every push has.
 * @throws {EnvelopeError} `body_malformed`
 */
export function readMessageHead(fields: XmlObject): MessageHead {
  const [toUserName, fromUserName, createTime, msgType] = [
    "ToUserName",
    "FromUserName",
    "CreateTime",
    "MsgType",
  ].map((name) => textOf(fields, name));
  if (
    !toUserName ||
    !fromUserName ||
    !msgType ||
    !createTime ||
    !/^\d{1,10}$/.test(createTime)
  )
    throw new EnvelopeError("body_malformed");
  return {
    toUserName,
    fromUserName,
    createTime: Number(createTime),
    msgType,
    event: textOf(fields, "Event"),
  };
}

/**
 * Parses the plaintext of a message.
 * @throws {EnvelopeError} `body_malformed`
 */
export function parseMessage(plaintext: string): Message {
  const fields = parseXml(plaintext);
  return {
    ...readMessageHead(fields),
    content: textOf(fields, "Content"),
    msgId: textOf(fields, "MsgId"),
  };
}

/** The plaintext of a passive text reply to a message (protocol 8.1). */
export function textReply(message: Message, content: string): string {
  return buildXml({
    ToUserName: message.fromUserName,
    FromUserName: message.toUserName,
    CreateTime: Math.floor(Date.now() / 1000),
    MsgType: "text",
    Content: content,
  });
}
