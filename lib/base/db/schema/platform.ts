import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { platformSources } from "../kinds.ts";

export const components = pgTable(
  "components",
  {
    componentAppid: text("component_appid").primaryKey(),
    displayName: text("display_name"),
    source: text("source", {
      enum: platformSources,
    }).notNull(),
    active: boolean("active").notNull(),
    appSecretSealed: text("app_secret_sealed").notNull(),
    messageTokenSealed: text("message_token_sealed").notNull(),
    aesKeySealed: text("aes_key_sealed").notNull(),
    previousAesKeySealed: text("previous_aes_key_sealed"),
    previousAesKeyUntil: time("previous_aes_key_until"),
    ticketSealed: text("ticket_sealed"),
    previousTicketSealed: text("previous_ticket_sealed"),
    /** WeChat's CreateTime of the newest ticket, epoch seconds: an older push that arrives late changes nothing. */
    ticketCreateTime: bigint("ticket_create_time", { mode: "number" }),
    ticketReceivedAt: time("ticket_received_at"),
    tokenSealed: text("token_sealed"),
    tokenRefreshedAt: time("token_refreshed_at"),
    tokenExpiresAt: time("token_expires_at"),
    tokenVersion: bigint("token_version", { mode: "number" })
      .notNull()
      .default(0),
    tokenLeaseId: uuid("token_lease_id"),
    tokenLeaseUntil: time("token_lease_until"),
    tokenFailures: integer("token_failures").notNull().default(0),
    /** No token is requested before this time. */
    tokenRetryAt: time("token_retry_at"),
    tokenErrorKey: text("token_error_key"),
    /** When WeChat was last asked to push tickets again. */
    pushAskedAt: time("push_asked_at"),
    lastCallbackAt: time("last_callback_at"),
    lastCallbackName: text("last_callback_name"),
    lastErrorAt: time("last_error_at"),
    lastErrorKey: text("last_error_key"),
    lastErrorApi: text("last_error_api"),
    sandboxOrigin: text("sandbox_origin"),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("components_one_active")
      .on(table.active)
      .where(sql`active`),
  ],
);

/** Circuit breakers of WeChat's APIs (lib/credentials/tokens/breaker.ts). */
export const breakers = pgTable(
  "breakers",
  {
    componentAppid: text("component_appid").notNull(),
    api: text("api").notNull(),
    /** Consecutive failures. */
    failures: integer("failures").notNull().default(0),
    errorKey: text("error_key"),
    openedAt: time("opened_at"),
    /** No call is made before this time; then one caller probes the API. */
    openUntil: time("open_until"),
  },
  (table) => [primaryKey({ columns: [table.componentAppid, table.api] })],
);

/** The last comparison of a platform's accounts with WeChat's list; an interrupted one resumes at `place`. */
export const reconciliations = pgTable("reconciliations", {
  componentAppid: text("component_appid").primaryKey(),
  startedAt: time("started_at").notNull(),
  /** Accounts of WeChat's list that have been compared. */
  place: integer("place").notNull().default(0),
  leaseUntil: time("lease_until"),
  found: integer("found").notNull().default(0),
  added: integer("added").notNull().default(0),
  mended: integer("mended").notNull().default(0),
  deauthorized: integer("deauthorized").notNull().default(0),
  finishedAt: time("finished_at"),
});

/** Current problems, for the status page and the alerts; a row is deleted once the end of its problem was notified. */
export const problems = pgTable("problems", {
  /** The kind of problem and its subject. */
  id: text("id").primaryKey(),
  since: time("since").notNull(),
  /** A `Problem` of lib/monitoring, without the fields in the other columns. */
  details: jsonb("details").$type<unknown>().notNull(),
  notifiedAt: time("told_at"),
  endedAt: time("ended_at"),
  leaseUntil: time("lease_until"),
});

/** A known text sealed with each key in use, by which a start detects a missing key or a different key under its id. */
export const secretKeyChecks = pgTable("secret_key_checks", {
  keyId: text("key_id").primaryKey(),
  checkSealed: text("check_sealed").notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
});
