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
 * Partitioned by month of `at` in the migration. Rows are written once: neither the application's role nor the owner's
 * statements can change them (decision 033).
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

/** Rows of the audit log that are not in the chain yet: inserted with the row, deleted when it is sealed. */
export const auditUnsealed = pgTable(
  "audit_unsealed",
  {
    at: time("at").notNull(),
    id: uuid("id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.at, table.id] })],
);

/** The position of an audit row in the hash chain. Written once. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    sequence: bigint("sequence", { mode: "number" }).primaryKey(),
    at: time("at").notNull(),
    id: uuid("id").notNull(),
    /** Over the row's content, its position, and the previous hash. */
    hash: bytes("hash").notNull(),
    sealedAt: time("sealed_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [uniqueIndex("audit_seals_by_row").on(table.at, table.id)],
);

/** Where the chain begins after its older part has been dropped. Written once. */
export const auditCheckpoints = pgTable("audit_checkpoints", {
  /** The last seal that was dropped. */
  sequence: bigint("sequence", { mode: "number" }).primaryKey(),
  hash: bytes("hash").notNull(),
  /** All older rows of the log were dropped. */
  before: time("before").notNull(),
  madeAt: time("made_at")
    .notNull()
    .default(sql`clock_timestamp()`),
  /** Made with the chain's key, so that a forged checkpoint cannot hide a deletion. */
  signature: bytes("signature").notNull(),
});

/** The key of the chain; one row. */
export const auditKeys = pgTable("audit_keys", {
  id: text("id", { enum: ["default"] }).primaryKey(),
  keySealed: text("key_sealed").notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
});
