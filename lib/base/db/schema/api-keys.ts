import {
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { keyRefusals } from "../kinds.ts";

/** An API key of one of the company's systems. It belongs to the company, not to its creator (decision 030). */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    scopes: text("scopes").array().notNull(),
    /** AppIDs; null: all accounts, future ones included. */
    accounts: text("accounts").array(),
    /** Addresses and networks that may use the key; empty: all. */
    allow: text("allow").array().notNull().default([]),
    requestsPerMinute: integer("requests_per_minute").notNull(),
    createdBy: uuid("created_by").notNull(),
    createdByName: text("created_by_name").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    expiresAt: time("expires_at"),
    revokedAt: time("revoked_at"),
    lastUsedAt: time("last_used_at"),
    lastUsedAddress: text("last_used_address"),
    /** When it was last refused, and why. */
    refusedAt: time("refused_at"),
    refusedAddress: text("refused_address"),
    refusal: text("refusal", { enum: keyRefusals }),
  },
  (table) => [index("api_keys_by_created").on(table.createdAt, table.id)],
);

/** The secrets of a key: one, and for a while after a rotation the previous ones. */
export const apiKeySecrets = pgTable(
  "api_key_secrets",
  {
    hash: text("hash").primaryKey(),
    keyId: uuid("key_id").notNull(),
    /** The beginning of the secret, by which people recognise it. */
    prefix: text("prefix").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Set when the secret is replaced. */
    goodUntil: time("good_until"),
  },
  (table) => [index("api_key_secrets_by_key").on(table.keyId)],
);

/** Requests of this minute that the instances have reserved (lib/identity/api-keys/request-rate.ts). */
export const apiKeyWindows = pgTable("api_key_windows", {
  keyId: uuid("key_id").primaryKey(),
  startedAt: time("started_at").notNull(),
  taken: integer("taken").notNull(),
});

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actor: text("actor").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    status: integer("status"),
    answerSealed: text("answer_sealed"),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.actor, table.key] }),
    index("idempotency_keys_by_age").on(table.createdAt),
  ],
);
