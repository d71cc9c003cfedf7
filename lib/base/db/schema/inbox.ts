import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { eventChannels, eventStates } from "../kinds.ts";

/** Partitioned by day of `eventTime` in the migration: WeChat's own CreateTime, so that a resent push meets its first copy's partition. */
export const inbox = pgTable(
  "inbox",
  {
    key: text("key").notNull(),
    eventTime: time("event_time").notNull(),
    componentAppid: text("component_appid").notNull(),
    appid: text("appid"),
    channel: text("channel", {
      enum: eventChannels,
    }).notNull(),
    name: text("name").notNull(),
    /** Null once its retention period has ended and the event was done. */
    bodySealed: text("body_sealed"),
    receivedAt: time("received_at").notNull().defaultNow(),
    state: text("state", { enum: eventStates }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at").notNull().defaultNow(),
    leaseUntil: time("lease_until"),
    errorKey: text("error_key"),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.eventTime] }),
    index("inbox_pending")
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
    index("inbox_parked")
      .on(table.receivedAt)
      .where(sql`state = 'failed'`),
    index("inbox_by_account").on(
      table.componentAppid,
      table.appid,
      table.receivedAt,
      table.key,
    ),
    index("inbox_by_channel").on(
      table.componentAppid,
      table.channel,
      table.receivedAt,
      table.key,
    ),
    index("inbox_by_name").on(
      table.componentAppid,
      table.channel,
      table.name,
      table.receivedAt,
      table.key,
    ),
    index("inbox_unsettled")
      .on(table.componentAppid, table.state, table.receivedAt, table.key)
      .where(sql`state <> 'done'`),
  ],
);
