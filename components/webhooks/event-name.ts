import type { WebhookEvent } from "#lib/webhooks/index.ts";

/** The message keys of events, without dots, which would be read as a path. */
const names = {
  "account.connected": "connected",
  "account.permissions_changed": "permissions_changed",
  "account.deauthorized": "deauthorized",
  "account.enabled": "enabled",
  "account.disabled": "disabled",
  "token.failing": "token_failing",
  "receipt.received": "receipt",
} as const satisfies Record<WebhookEvent, string>;

/** The last part of the message key `webhooks.names.…` of an event. */
export function eventName(event: WebhookEvent) {
  return names[event];
}

/** Whether a type of delivery is one of the events; the test event is none. */
export function isEvent(type: string): type is WebhookEvent {
  return Object.hasOwn(names, type);
}
