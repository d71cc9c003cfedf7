import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { time, xid8 } from "./columns.ts";
import { pushFormats, pushSources } from "../kinds.ts";

/** 小程序账号配置: how a Mini Program sends, and its message push settings. */
export const miniProgramConfigs = pgTable(
  "mini_program_configs",
  {
    appid: text("appid").primaryKey(),
    /** The Access Token URL with its headers, or the AppSecret, as JSON. */
    sendSourceSealed: text("send_source_sealed"),
    /** Hash of the Access Token URL, to warn about Mini Programs that share one. */
    sendUrlHash: text("send_url_hash"),
    sendTestedAt: time("send_tested_at"),
    receiptKeyHash: text("receipt_key_hash").notNull().unique(),
    receiptKeySealed: text("receipt_key_sealed").notNull(),
    /** The previous address, valid until `previousKeyUntil`. */
    previousKeyHash: text("previous_key_hash").unique(),
    previousKeyUntil: time("previous_key_until"),
    pushTokenSealed: text("push_token_sealed"),
    aesKeySealed: text("aes_key_sealed"),
    previousAesKeySealed: text("previous_aes_key_sealed"),
    previousAesKeyUntil: time("previous_aes_key_until"),
    mode: text("mode", { enum: ["plain", "compatible", "safe"] }),
    format: text("format", { enum: pushFormats }),
    source: text("source", { enum: pushSources }),
    /** Addresses that may push; empty: all. */
    allow: text("allow").array().notNull().default([]),
    /** When WeChat's URL check last passed. */
    verifiedAt: time("verified_at"),
    receivedAt: time("received_at"),
    /** Why the last check or push was refused. */
    refusedAt: time("refused_at"),
    refusal: text("refusal"),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [index("mini_program_configs_by_url").on(table.sendUrlHash)],
);

/**
 * Outcomes of subscribe messages, one row per entry of an event. Partitioned by day of `eventTime` in the migration; a row
 * is not inserted again once its day has been dropped.
 */
export const receipts = pgTable(
  "receipts",
  {
    appid: text("appid").notNull(),
    eventTime: time("event_time").notNull(),
    /** A hash that is equal for copies of a receipt, however they arrived. */
    key: text("key").notNull(),
    event: text("event", {
      enum: [
        "subscribe_msg_popup_event",
        "subscribe_msg_change_event",
        "subscribe_msg_sent_event",
      ],
    }).notNull(),
    openid: text("openid").notNull(),
    templateId: text("template_id").notNull(),
    outcome: text("outcome").notNull(),
    errorCode: text("error_code"),
    messageId: text("message_id"),
    /** The push that contained it, while the inbox keeps that. */
    inboxKey: text("inbox_key").notNull(),
    receivedAt: time("received_at").notNull().defaultNow(),
    /** The inserting transaction. Lists in order of arrival wait until all older transactions have ended. */
    transaction: xid8("transaction")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    primaryKey({ columns: [table.appid, table.eventTime, table.key] }),
    index("receipts_by_arrival").on(table.appid, table.transaction, table.key),
    index("receipts_by_message").on(table.appid, table.messageId),
  ],
);
