import { deliveryStates } from "#lib/base/db/kinds.ts";

export { deliveryStates };
export type DeliveryState = (typeof deliveryStates)[number];

/** The events that an endpoint can receive. */
export const webhookEvents = [
  "account.connected",
  "account.permissions_changed",
  "account.deauthorized",
  "account.enabled",
  "account.disabled",
  "token.failing",
  "receipt.received",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** The event that an operator sends to see whether an endpoint answers. */
export const TEST_EVENT = "test.ping";
