/** What an address can be told of. */
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

/** The event that an operator sends to see whether an address answers. */
export const TEST_EVENT = "test.ping";
