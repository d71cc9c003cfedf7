/** How a message push is encrypted (protocol 7.2). */
export const pushModes = ["plain", "compatible", "safe"] as const;
export type PushMode = (typeof pushModes)[number];

/** The events that report the outcome of subscribe messages (protocol 7.4). */
export const subscribeEventNames = [
  "subscribe_msg_popup_event",
  "subscribe_msg_change_event",
  "subscribe_msg_sent_event",
] as const;
export type SubscribeEventName = (typeof subscribeEventNames)[number];
