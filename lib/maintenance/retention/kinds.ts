/** What grows with time and is kept for a number of days. */
export const retentionKinds = [
  "callbacks",
  "callbackBodies",
  "receipts",
  "auditLog",
  "webhookDeliveries",
  "sessions",
  "links",
  "idempotencyKeys",
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** Who says how long something is kept. */
export const retentionSources = ["console", "environment", "default"] as const;
