import { EnvelopeError } from "./envelope-error.ts";
import { readMessageHead } from "./message.ts";
import { textOf, type XmlObject, type XmlValue } from "./xml.ts";
import { type SubscribeEventName } from "./kinds.ts";

/** The three events about subscribe messages, with the element that wraps their list in XML (protocol 7.2). */
const wrappers = {
  subscribe_msg_popup_event: "SubscribeMsgPopupEvent",
  subscribe_msg_change_event: "SubscribeMsgChangeEvent",
  subscribe_msg_sent_event: "SubscribeMsgSentEvent",
} as const satisfies Record<SubscribeEventName, string>;

/** One entry of such an event. */
export interface SubscribeReceipt {
  event: SubscribeEventName;
  openid: string;
  /** Epoch seconds. */
  createTime: number;
  templateId: string;
  /** The user's `accept` or `reject`; for a sent message `success` or WeChat's word for the failure. */
  outcome: string;
  /** Of a sent message; "0" is success. */
  errorCode: string | null;
  /** Beyond 2^53: text. */
  messageId: string | null;
}

/**
 * The receipts of a push; none for other events and messages. The list is inside a wrapper (XML) or at the top level (JSON),
 * and a single entry may be an object or a list: documents and real pushes differ, so all forms are accepted.
 * @throws {EnvelopeError} `body_malformed`
 */
export function parseSubscribeEvent(fields: XmlObject): SubscribeReceipt[] {
  const { event, ...head } = readMessageHead(fields);
  if (!isSubscribeEvent(event)) return [];
  return entriesOf(fields, wrappers[event]).map((entry) => {
    const templateId = textOf(entry, "TemplateId");
    if (templateId === undefined) throw new EnvelopeError("body_malformed");
    return {
      event,
      openid: head.fromUserName,
      createTime: head.createTime,
      templateId,
      outcome:
        textOf(entry, "SubscribeStatusString") ??
        textOf(entry, "ErrorStatus") ??
        "unknown",
      errorCode: textOf(entry, "ErrorCode") ?? null,
      messageId: textOf(entry, "MsgID") ?? null,
    };
  });
}

function isSubscribeEvent(
  name: string | undefined,
): name is SubscribeEventName {
  return name !== undefined && Object.hasOwn(wrappers, name);
}

function entriesOf(fields: XmlObject, wrapper: string): XmlObject[] {
  const wrapped = fields[wrapper];
  const list =
    (isObject(wrapped) ? wrapped["List"] : undefined) ?? fields["List"];
  const entries = Array.isArray(list) ? list : [list];
  if (!entries.every(isObject)) throw new EnvelopeError("body_malformed");
  return entries;
}

function isObject(value: XmlValue | undefined): value is XmlObject {
  return typeof value === "object" && !Array.isArray(value);
}
