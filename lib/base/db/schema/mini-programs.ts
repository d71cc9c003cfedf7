import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { time, xid8 } from "./columns.ts";
import { pushFormats, pushSources } from "../kinds.ts";

/** 小程序账号配置: how a Mini Program sends, and what its own message push is set to. */
export const miniProgramConfigs = pgTable(
  "mini_program_configs",
  {
    appid: text("appid").primaryKey(),
    /** The Access Token URL with its headers, or the AppSecret, as JSON. */
    sendSourceSealed: text("send_source_sealed"),
    /** Of the Access Token URL: two Mini Programs with one are told of each other. */
    sendUrlHash: text("send_url_hash"),
    sendTestedAt: time("send_tested_at"),
    receiptKeyHash: text("receipt_key_hash").notNull().unique(),
    receiptKeySealed: text("receipt_key_sealed").notNull(),
    /** The address before it was renewed; good until then. */
    previousKeyHash: text("previous_key_hash").unique(),
    previousKeyUntil: time("previous_key_until"),
    pushTokenSealed: text("push_token_sealed"),
    aesKeySealed: text("aes_key_sealed"),
    previousAesKeySealed: text("previous_aes_key_sealed"),
    previousAesKeyUntil: time("previous_aes_key_until"),
    mode: text("mode", { enum: ["plain", "compatible", "safe"] }),
    format: text("format", { enum: pushFormats }),
    source: text("source", { enum: pushSources }),
    /** Addresses that may push; empty lets all. */
    allow: text("allow").array().notNull().default([]),
    /** When WeChat's check of the address last passed. */
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
 * What became of subscribe messages, an entry of an event each. Partitioned by day of `eventTime` in the migration, and
 * never shown again once its day is dropped.
 */
export const receipts = pgTable(
  "receipts",
  {
    appid: text("appid").notNull(),
    eventTime: time("event_time").notNull(),
    /** A hash of what makes two receipts the same one, however they came. */
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
    /** The push that it came in, as long as the inbox keeps it. */
    inboxKey: text("inbox_key").notNull(),
    receivedAt: time("received_at").notNull().defaultNow(),
    /** The transaction that stored it: what is not older than all that are open may still get company before it. */
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
