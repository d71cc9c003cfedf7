import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, time } from "./columns.ts";
import { auditOutcomes } from "../kinds.ts";

/**
 * Partitioned by month of `at` in the migration, and written once: neither the application's role nor a statement of its
 * owner's changes a row (decision 033).
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: uuid("id").notNull().defaultRandom(),
    at: time("at").notNull().defaultNow(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    /** `<noun>.<verb in the past>` */
    action: text("action").notNull(),
    subject: text("subject"),
    outcome: text("outcome", { enum: auditOutcomes }).notNull(),
    address: text("address"),
    requestId: text("request_id"),
    before: jsonb("before"),
    after: jsonb("after"),
  },
  (table) => [
    primaryKey({ columns: [table.at, table.id] }),
    index("audit_log_by_subject").on(table.subject, table.at, table.id),
    index("audit_log_by_actor").on(table.actorId, table.at, table.id),
    index("audit_log_by_noun").on(
      sql`split_part(${table.action}, '.', 1)`,
      table.at,
      table.id,
    ),
    index("audit_log_by_request").on(table.requestId, table.at, table.id),
    index("audit_log_refused")
      .on(table.outcome, table.at, table.id)
      .where(sql`outcome <> 'done'`),
  ],
);

/** Rows of the audit log that have no place in the chain yet; written with the row, taken away when it is sealed. */
export const auditUnsealed = pgTable(
  "audit_unsealed",
  {
    at: time("at").notNull(),
    id: uuid("id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.at, table.id] })],
);

/** The place of a row of the audit log in the chain (lib/audit-chain). Written once. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    sequence: bigint("sequence", { mode: "number" }).primaryKey(),
    at: time("at").notNull(),
    id: uuid("id").notNull(),
    /** Of the row's content, its place, and the hash before it. */
    hash: bytes("hash").notNull(),
    sealedAt: time("sealed_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [uniqueIndex("audit_seals_by_row").on(table.at, table.id)],
);

/** Where the chain begins after its older part was dropped. Written once. */
export const auditCheckpoints = pgTable("audit_checkpoints", {
  /** Of the last seal that was dropped. */
  sequence: bigint("sequence", { mode: "number" }).primaryKey(),
  hash: bytes("hash").notNull(),
  /** All rows of the log that are older were dropped. */
  before: time("before").notNull(),
  madeAt: time("made_at")
    .notNull()
    .default(sql`clock_timestamp()`),
  /** With the chain's key: a checkpoint by another hand hides nothing. */
  signature: bytes("signature").notNull(),
});

/** The key of the chain, one row. */
export const auditKeys = pgTable("audit_keys", {
  id: text("id", { enum: ["default"] }).primaryKey(),
  keySealed: text("key_sealed").notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
});
