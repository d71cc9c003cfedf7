import { EnvelopeError } from "./envelope-error.ts";
import { parseXml, textOf, type XmlObject } from "./xml.ts";

interface EventBase {
  componentAppid: string;
  /** Epoch seconds. */
  createTime: number;
}
type VerifyTicketEvent = EventBase & {
  infoType: "component_verify_ticket";
  ticket: string;
};
export type AuthorizedEvent = EventBase & {
  infoType: "authorized" | "updateauthorized";
  authorizerAppid: string;
  authorizationCode: string;
  /** Epoch seconds. */
  codeExpiresAt: number;
  /** Missing in the pushes of the release check (protocol 1.3). */
  preAuthCode?: string;
};
export type UnauthorizedEvent = EventBase & {
  infoType: "unauthorized";
  authorizerAppid: string;
};
type OtherEvent = EventBase & {
  infoType: "other";
  name: string;
  authorizerAppid?: string;
};

/** What WeChat pushes to the 授权事件接收URL, by its InfoType (protocol 1.3). */
export interface ComponentEvents {
  component_verify_ticket: VerifyTicketEvent;
  authorized: AuthorizedEvent;
  updateauthorized: AuthorizedEvent;
  unauthorized: UnauthorizedEvent;
  /** An InfoType that Lingpai does not know. */
  other: OtherEvent;
}
export type ComponentEvent = ComponentEvents[keyof ComponentEvents];

/** Below this an expiry is a duration, above it a timestamp: sources conflict, both occur (protocol 1.3). */
const ABSOLUTE_FROM = 1_000_000_000;

/**
 * Parses the plaintext of an authorization event.
 * @throws {EnvelopeError} `body_malformed` when a required field is missing
 */
export function parseComponentEvent(plaintext: string): ComponentEvent {
  const fields = parseXml(plaintext);
  const base: EventBase = {
    componentAppid: required(fields, "AppId"),
    createTime: epochSeconds(fields, "CreateTime"),
  };
  const infoType = required(fields, "InfoType");
  switch (infoType) {
    case "component_verify_ticket":
      return {
        ...base,
        infoType,
        ticket: required(fields, "ComponentVerifyTicket"),
      };
    case "authorized":
    case "updateauthorized":
      return {
        ...base,
        infoType,
        authorizerAppid: required(fields, "AuthorizerAppid"),
        authorizationCode: required(fields, "AuthorizationCode"),
        codeExpiresAt: codeExpiry(fields, base.createTime),
        preAuthCode: textOf(fields, "PreAuthCode"),
      };
    case "unauthorized":
      return {
        ...base,
        infoType,
        authorizerAppid: required(fields, "AuthorizerAppid"),
      };
    default:
      return {
        ...base,
        infoType: "other",
        name: infoType,
        authorizerAppid:
          textOf(fields, "AuthorizerAppid") ?? textOf(fields, "appid"),
      };
  }
}

function codeExpiry(fields: XmlObject, createTime: number): number {
  const value = Number(textOf(fields, "AuthorizationCodeExpiredTime") ?? 600);
  if (!Number.isSafeInteger(value)) throw new EnvelopeError("body_malformed");
  return value < ABSOLUTE_FROM ? createTime + value : value;
}

function required(fields: XmlObject, name: string): string {
  const value = textOf(fields, name);
  if (value === undefined) throw new EnvelopeError("body_malformed");
  return value;
}

function epochSeconds(fields: XmlObject, name: string): number {
  const text = required(fields, name);
  // Ten digits: a longer number is not a timestamp, and would exceed the range of the database.
  if (!/^\d{1,10}$/.test(text)) throw new EnvelopeError("body_malformed");
  return Number(text);
}
