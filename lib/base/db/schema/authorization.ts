import {
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import {
  authorizationChanges,
  authorizationSources,
  linkKinds,
  linkProgress,
} from "../kinds.ts";

export const authorizationLinks = pgTable(
  "authorization_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    tokenSealed: text("token_sealed").notNull(),
    componentAppid: text("component_appid").notNull(),
    kind: text("kind", {
      enum: linkKinds,
    }).notNull(),
    appid: text("appid"),
    label: text("label"),
    createdBy: uuid("created_by"),
    createdByName: text("created_by_name"),
    createdAt: time("created_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
    revokedAt: time("revoked_at"),
    progress: text("progress", {
      enum: linkProgress,
    })
      .notNull()
      .default("waiting"),
    reason: text("reason"),
    errorKey: text("error_key"),
    accountAppid: text("account_appid"),
    finishedAt: time("finished_at"),
    /** The permission sets that the admin is asked to tick. */
    wantedSets: integer("wanted_sets").array().notNull().default([]),
  },
  (table) => [
    index("authorization_links_by_created").on(
      table.componentAppid,
      table.createdAt,
      table.tokenHash,
    ),
    index("authorization_links_by_end").on(table.expiresAt),
  ],
);

/** One visit to the page behind the QR code, inserted when the visitor's page reports it, at the latest at the callback. */
export const authorizationVisits = pgTable(
  "authorization_visits",
  {
    stateHash: text("state_hash").primaryKey(),
    linkTokenHash: text("link_token_hash").notNull(),
    preAuthCodeHash: text("pre_auth_code_hash").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    /** The code with which the visitor returned; the state is accepted with no other code. */
    codeHash: text("code_hash"),
  },
  (table) => [
    index("authorization_visits_by_pre_auth_code").on(table.preAuthCodeHash),
    index("authorization_visits_by_link").on(table.linkTokenHash),
  ],
);

/** The newest authorization event applied to each account (lib/authorization/event-version.ts). A row may precede its account. */
export const authorizationPositions = pgTable("authorization_positions", {
  appid: text("appid").primaryKey(),
  componentAppid: text("component_appid").notNull(),
  time: bigint("time", { mode: "number" }).notNull(),
  rank: integer("rank").notNull(),
  code: text("code").notNull(),
});

/** One row per authorization code; its primary key ensures that a code is exchanged only once. */
export const authorizationCodes = pgTable(
  "authorization_codes",
  {
    componentAppid: text("component_appid").notNull(),
    codeHash: text("code_hash").notNull(),
    authorizerAppid: text("authorizer_appid"),
    state: text("state", { enum: ["exchanging", "done", "failed"] }).notNull(),
    leaseId: uuid("lease_id").notNull(),
    leaseUntil: time("lease_until").notNull(),
    errorKey: text("error_key"),
    createdAt: time("created_at").notNull().defaultNow(),
    finishedAt: time("finished_at"),
  },
  (table) => [primaryKey({ columns: [table.componentAppid, table.codeHash] })],
);

export const authorizations = pgTable(
  "authorizations",
  {
    appid: text("appid").notNull(),
    id: uuid("id").notNull().defaultRandom(),
    at: time("at").notNull().defaultNow(),
    kind: text("kind", {
      enum: authorizationChanges,
    }).notNull(),
    source: text("source", { enum: authorizationSources }).notNull(),
    gained: integer("gained").array().notNull(),
    lost: integer("lost").array().notNull(),
    label: text("label"),
  },
  (table) => [
    primaryKey({ columns: [table.appid, table.id] }),
    index("authorizations_by_time").on(table.appid, table.at),
  ],
);
