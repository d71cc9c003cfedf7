import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { time } from "./columns.ts";

/** The owner's settings for signing in: one row, inserted by the migration. */
export const securitySettings = pgTable(
  "security_settings",
  {
    one: boolean("one").primaryKey().default(true),
    /** Since when admins and owners must have a second factor; null: optional. */
    secondFactorRequiredSince: time(
      "second_factor_required_since",
    ).defaultNow(),
  },
  (table) => [check("security_settings_one", sql`${table.one}`)],
);

/** Authenticator apps with one-time codes (RFC 6238). A row is confirmed by its first code. */
export const totpFactors = pgTable(
  "totp_factors",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id").notNull(),
    secretSealed: text("secret_sealed").notNull(),
    /** Time step of the last code used: neither that code nor an earlier one is accepted again. */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
    createdAt: time("created_at").notNull().defaultNow(),
    confirmedAt: time("confirmed_at"),
  },
  (table) => [
    uniqueIndex("totp_factors_one_confirmed")
      .on(table.userId)
      .where(sql`confirmed_at is not null`),
    uniqueIndex("totp_factors_one_waiting")
      .on(table.userId)
      .where(sql`confirmed_at is null`),
  ],
);

export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid("user_id").notNull(),
    codeHash: text("code_hash").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    usedAt: time("used_at"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

/** Public keys with which people sign in (WebAuthn). */
export const passkeys = pgTable(
  "passkeys",
  {
    /** The authenticator's credential id, base64url. */
    credentialId: text("credential_id").primaryKey(),
    userId: uuid("user_id").notNull(),
    name: text("name").notNull(),
    /** COSE, base64url. */
    publicKey: text("public_key").notNull(),
    /** The authenticator's signature counter; 0 if it has none. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull().default([]),
    /** Whether it may be synced to the person's other devices. */
    multiDevice: boolean("multi_device").notNull(),
    backedUp: boolean("backed_up").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    lastUsedAt: time("last_used_at"),
  },
  (table) => [index("passkeys_by_user").on(table.userId)],
);

/** Challenges for authenticators to sign; each is valid once, for a few minutes. */
export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    challengeHash: text("challenge_hash").primaryKey(),
    /** The person who adds a passkey; null when signing in. */
    userId: uuid("user_id"),
    expiresAt: time("expires_at").notNull(),
  },
  (table) => [index("passkey_challenges_by_end").on(table.expiresAt)],
);
