import {
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { role, time } from "./columns.ts";

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    email: text("email").notNull().unique(),
    name: text("name").notNull(),
    /** Null: signs in by single sign-on only. */
    passwordHash: text("password_hash"),
    role: role("role").notNull(),
    /** The person's identity at the single sign-on provider. */
    oidcIssuer: text("oidc_issuer"),
    oidcSubject: text("oidc_subject"),
    createdAt: time("created_at").notNull().defaultNow(),
    disabledAt: time("disabled_at"),
  },
  (table) => [
    uniqueIndex("users_by_oidc").on(table.oidcIssuer, table.oidcSubject),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    idHash: text("id_hash").primaryKey(),
    userId: uuid("user_id").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    /** When the person last authenticated; irreversible actions require a recent authentication. */
    authenticatedAt: time("authenticated_at").notNull().defaultNow(),
    lastSeenAt: time("last_seen_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
    endedAt: time("ended_at"),
    /** When a second factor was verified or single sign-on succeeded; null: password only. */
    secondFactorAt: time("second_factor_at"),
    userAgent: text("user_agent"),
    address: text("address"),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

export const singleUseLinks = pgTable(
  "single_use_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    /** Identifies the link where the token, which grants access, must not appear. */
    id: uuid("id").notNull().unique().defaultRandom(),
    purpose: text("purpose", {
      enum: ["setup", "invitation", "reset"],
    }).notNull(),
    /** For a reset: whose password. */
    userId: uuid("user_id"),
    /** For an invitation: the invited address and role. */
    email: text("email"),
    role: role("role"),
    createdByName: text("created_by_name"),
    createdAt: time("created_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
    usedAt: time("used_at"),
    revokedAt: time("revoked_at"),
  },
  (table) => [
    index("single_use_links_by_age").on(
      table.purpose,
      table.createdAt,
      table.id,
    ),
    index("single_use_links_by_user").on(table.userId),
    index("single_use_links_by_email").on(table.email),
  ],
);

/** Browsers in which a person has signed in: guesses from other browsers do not lock them out. */
export const knownBrowsers = pgTable(
  "known_browsers",
  {
    /** Of the id in the browser's cookie. */
    idHash: text("id_hash").primaryKey(),
    userId: uuid("user_id").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
  },
  (table) => [index("known_browsers_by_end").on(table.expiresAt)],
);

export const signInAttempts = pgTable("sign_in_attempts", {
  /** What is counted (`account`, `address`, `browser`, …), a colon, and a hash. */
  key: text("key").primaryKey(),
  failures: integer("failures").notNull().default(0),
  windowStartedAt: time("window_started_at").notNull().defaultNow(),
  blockedUntil: time("blocked_until"),
});
