import { subscribeEventNames } from "#lib/wechat/kinds.ts";

export { subscribeEventNames };

/** Successful outcomes: of a subscription request to the user, and of a sent message. */
export const goodOutcomes: readonly string[] = ["accept", "success"];

/** Filters receipts by whether their outcome is a successful one. */
export const receiptResults = ["good", "bad"] as const;

/** `arrival`: oldest first, for systems that read everything; `newest` first, for people. */
export const receiptOrders = ["arrival", "newest"] as const;
