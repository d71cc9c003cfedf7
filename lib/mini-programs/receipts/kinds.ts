import { subscribeEventNames } from "#lib/wechat/kinds.ts";

export { subscribeEventNames };

/** Outcomes that one hopes for: of a question to the user, and of a message that was sent. */
export const goodOutcomes: readonly string[] = ["accept", "success"];

/** By what a list of receipts can be narrowed: whether the outcome is a good one. */
export const receiptResults = ["good", "bad"] as const;

/** `arrival`: from the oldest on, for systems that read all; `newest` first, for people. */
export const receiptOrders = ["arrival", "newest"] as const;
