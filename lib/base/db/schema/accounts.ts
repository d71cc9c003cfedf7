import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import {
  accountKinds,
  accountStatuses,
  accountTypes,
  quotaResetOutcomes,
  sendModes,
} from "../kinds.ts";

export interface MiniProgramCategory {
  first: string;
  second: string;
}

/**
 * By what an account is found: each character of its name and principal and each two in a row (search_grams of the
 * migration), and as whole words what it is called by and filtered by.
 */
export const accountSearchTokens = (columns: {
  [
    Column in
      "name" | "principal" | "appid" | "userName" | "type" | "kind" | "status"
  ]: AnyPgColumn;
}) =>
  sql`(search_grams(${columns.name}, ${columns.principal}) || array[${columns.appid}, ${columns.userName}, ${columns.type}, ${columns.kind}, ${columns.status}])`;

export const accounts = pgTable(
  "accounts",
  {
    appid: text("appid").primaryKey(),
    componentAppid: text("component_appid").notNull(),
    type: text("type", {
      enum: accountTypes,
    }).notNull(),
    kind: text("kind", {
      enum: accountKinds,
    }).notNull(),
    name: text("name").notNull(),
    avatarUrl: text("avatar_url"),
    principal: text("principal").notNull().default(""),
    verified: boolean("verified").notNull().default(false),
    verifyType: integer("verify_type").notNull().default(-1),
    serviceType: integer("service_type").notNull().default(0),
    userName: text("user_name").notNull().default(""),
    alias: text("alias").notNull().default(""),
    signature: text("signature").notNull().default(""),
    accountStatus: integer("account_status"),
    categories: jsonb("categories")
      .$type<MiniProgramCategory[]>()
      .notNull()
      .default([]),
    /** Null until WeChat has told the account's data once: the list then shows the appid as its name. */
    infoFetchedAt: time("info_fetched_at"),
    /** When it was last seen in WeChat's own list. */
    listedAt: time("listed_at"),
    status: text("status", {
      enum: accountStatuses,
    }).notNull(),
    statusReason: text("status_reason"),
    permissionSets: integer("permission_sets").array().notNull().default([]),
    openidPropertyId: uuid("openid_property_id"),
    /** How a Mini Program gets a token of its own to send with; null as long as that is not configured. */
    sendMode: text("send_mode", { enum: sendModes }),
    authorizedAt: time("authorized_at").notNull(),
    deauthorizedAt: time("deauthorized_at"),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("accounts_by_authorized").on(
      table.componentAppid,
      table.authorizedAt,
      table.appid,
    ),
    index("accounts_by_name").on(table.componentAppid, table.name, table.appid),
    index("accounts_by_standing_authorized").on(
      table.componentAppid,
      table.kind,
      table.status,
      table.authorizedAt,
      table.appid,
    ),
    index("accounts_by_standing_name").on(
      table.componentAppid,
      table.kind,
      table.status,
      table.name,
      table.appid,
    ),
    // What waits in a pending list is read by every search: entries go into the index at once.
    index("accounts_by_search_token")
      .using("gin", accountSearchTokens(table))
      .with({ fastupdate: false }),
    index("accounts_by_permission_set").using("gin", table.permissionSets),
    index("accounts_by_openid_property").on(table.openidPropertyId),
  ],
);

/** Access tokens of accounts: by the platform's authorization, and of Mini Programs also by their own source. */
export const accountTokens = pgTable(
  "account_tokens",
  {
    appid: text("appid").notNull(),
    kind: text("kind", { enum: ["component", "own"] })
      .notNull()
      .default("component"),
    accessTokenSealed: text("access_token_sealed"),
    expiresAt: time("expires_at"),
    /** The platform's kind only. */
    refreshTokenSealed: text("refresh_token_sealed"),
    refreshedAt: time("refreshed_at"),
    version: bigint("version", { mode: "number" }).notNull().default(0),
    leaseId: uuid("lease_id"),
    leaseUntil: time("lease_until"),
    lastErrorAt: time("last_error_at"),
    lastErrorKey: text("last_error_key"),
    /** Failures since a token was got, and the time of the first. */
    failures: integer("failures").notNull().default(0),
    failingSince: time("failing_since"),
    /** Nobody asks upstream before. */
    retryAt: time("retry_at"),
    /** When the token is to be renewed although nobody asks for it; null: only when somebody does. */
    renewAt: time("renew_at"),
    /** When a token was last refused that should have lived: somebody else voids it. */
    diedEarlyAt: time("died_early_at"),
  },
  (table) => [
    primaryKey({ columns: [table.appid, table.kind] }),
    index("account_tokens_due")
      .on(table.renewAt)
      .where(sql`renew_at is not null`),
    index("account_tokens_failing")
      .on(table.failingSince)
      .where(sql`failing_since is not null`),
  ],
);

/**
 * What keeps a late push about a deleted account from bringing rows of it back: a fingerprint and the place in the order
 * of events that it had reached, and nothing by which the account could be told.
 */
export const deletedAccounts = pgTable("deleted_accounts", {
  appidHash: text("appid_hash").primaryKey(),
  time: bigint("time", { mode: "number" }).notNull(),
  rank: integer("rank").notNull(),
  code: text("code").notNull(),
  deletedAt: time("deleted_at").notNull().defaultNow(),
});

/** The use of one interface by one account on one day of Asia/Shanghai, as WeChat told it. */
export interface QuotaUse {
  path: string;
  used: number;
  limit: number;
}

/** One press of 重置限额; the month that it counts for is Asia/Shanghai's of `at`. */
export const quotaResets = pgTable(
  "quota_resets",
  {
    appid: text("appid").notNull(),
    id: uuid("id").notNull().defaultRandom(),
    at: time("at").notNull().defaultNow(),
    byId: uuid("by_id").notNull(),
    byName: text("by_name").notNull(),
    outcome: text("outcome", {
      enum: quotaResetOutcomes,
    }).notNull(),
    errorKey: text("error_key"),
    /** After this a pending one is taken for unknown: whoever made it died. */
    leaseUntil: time("lease_until").notNull(),
    before: jsonb("before").$type<QuotaUse[]>(),
    after: jsonb("after").$type<QuotaUse[]>(),
    settledAt: time("settled_at"),
  },
  (table) => [
    primaryKey({ columns: [table.appid, table.id] }),
    index("quota_resets_by_time").on(table.appid, table.at),
    uniqueIndex("quota_resets_one_pending")
      .on(table.appid)
      .where(sql`outcome = 'pending'`),
  ],
);
