import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { deliveryStates } from "../kinds.ts";

/** A customer's address that receives events (Standard Webhooks). */
export const webhookEndpoints = pgTable("webhook_endpoints", {
  id: uuid("id").primaryKey(),
  urlSealed: text("url_sealed").notNull(),
  description: text("description").notNull().default(""),
  /** Types of events; all when empty. */
  events: text("events").array().notNull().default([]),
  secretSealed: text("secret_sealed").notNull(),
  /** Also signs until `previousSecretUntil`, so that the receiver can switch. */
  previousSecretSealed: text("previous_secret_sealed"),
  previousSecretUntil: time("previous_secret_until"),
  disabledAt: time("disabled_at"),
  /** Consecutive failed attempts. */
  failures: integer("failures").notNull().default(0),
  /** Nothing is sent before this time. */
  heldUntil: time("held_until"),
  createdAt: time("created_at").notNull().defaultNow(),
  updatedAt: time("updated_at").notNull().defaultNow(),
});

/** The delivery of one event to one address; inserted in the transaction that causes the event. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    endpointId: uuid("endpoint_id").notNull(),
    /** The same for all addresses and attempts, so that receivers can detect duplicates. */
    messageId: text("message_id").notNull(),
    type: text("type").notNull(),
    appid: text("appid"),
    payload: text("payload").notNull(),
    state: text("state", { enum: deliveryStates }).notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at").notNull().defaultNow(),
    leaseUntil: time("lease_until"),
    errorKey: text("error_key"),
    responseStatus: integer("response_status"),
    createdAt: time("created_at").notNull().defaultNow(),
    finishedAt: time("finished_at"),
  },
  (table) => [
    index("webhook_deliveries_pending")
      .on(table.endpointId, table.nextAttemptAt)
      .where(sql`state = 'pending'`),
    index("webhook_deliveries_failed")
      .on(table.finishedAt)
      .where(sql`state = 'failed'`),
    index("webhook_deliveries_by_endpoint").on(
      table.endpointId,
      table.createdAt,
      table.id,
    ),
    index("webhook_deliveries_by_account").on(table.appid),
  ],
);
