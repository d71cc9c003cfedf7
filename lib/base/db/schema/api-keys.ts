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

/** What a system of the company's is known by to the API. It is the company's, whoever made it (decision 030). */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    scopes: text("scopes").array().notNull(),
    /** AppIDs; null: all, those to come included. */
    accounts: text("accounts").array(),
    /** Addresses and networks that it may be used from; empty lets all. */
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

/** What a key is proved by: one, and for a while after a rotation those before it. */
export const apiKeySecrets = pgTable(
  "api_key_secrets",
  {
    hash: text("hash").primaryKey(),
    keyId: uuid("key_id").notNull(),
    /** The beginning, by which people know it again. */
    prefix: text("prefix").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Of one that another has taken the place of. */
    goodUntil: time("good_until"),
  },
  (table) => [index("api_key_secrets_by_key").on(table.keyId)],
);

/** What of this minute's requests the instances have taken for themselves (lib/identity/api-keys/request-rate.ts). */
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
