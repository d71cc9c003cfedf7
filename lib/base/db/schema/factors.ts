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

/** What the owner decides about signing in: one row, made by the migration. */
export const securitySettings = pgTable(
  "security_settings",
  {
    one: boolean("one").primaryKey().default(true),
    /** Since when admins and owners must have a second factor; null: they need not. */
    secondFactorRequiredSince: time(
      "second_factor_required_since",
    ).defaultNow(),
  },
  (table) => [check("security_settings_one", sql`${table.one}`)],
);

/** One-time codes of an app (RFC 6238). A row that is not confirmed yet waits for its first code. */
export const totpFactors = pgTable(
  "totp_factors",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id").notNull(),
    secretSealed: text("secret_sealed").notNull(),
    /** Number of the last code that was used: no code is good twice, and none before it. */
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

/** Public keys by which people sign in (WebAuthn). */
export const passkeys = pgTable(
  "passkeys",
  {
    /** As the authenticator names it, base64url. */
    credentialId: text("credential_id").primaryKey(),
    userId: uuid("user_id").notNull(),
    name: text("name").notNull(),
    /** COSE, base64url. */
    publicKey: text("public_key").notNull(),
    /** Of the authenticator's uses; stays 0 where it does not count. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull().default([]),
    /** May be copied to the person's other devices. */
    multiDevice: boolean("multi_device").notNull(),
    backedUp: boolean("backed_up").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    lastUsedAt: time("last_used_at"),
  },
  (table) => [index("passkeys_by_user").on(table.userId)],
);

/** What an authenticator has yet to sign; each is good once, for a few minutes. */
export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    challengeHash: text("challenge_hash").primaryKey(),
    /** Who adds a passkey; null where one is to be used. */
    userId: uuid("user_id"),
    expiresAt: time("expires_at").notNull(),
  },
  (table) => [index("passkey_challenges_by_end").on(table.expiresAt)],
);
