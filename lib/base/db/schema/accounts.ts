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
 * The search tokens of an account: single characters and pairs of its name and principal (`search_grams` in the
 * migration), and its identifiers and filter values as whole words.
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
    /** Null until the account's data were first fetched from WeChat; the list then shows the AppID as its name. */
    infoFetchedAt: time("info_fetched_at"),
    /** When it was last seen in WeChat's own list. */
    listedAt: time("listed_at"),
    status: text("status", {
      enum: accountStatuses,
    }).notNull(),
    statusReason: text("status_reason"),
    permissionSets: integer("permission_sets").array().notNull().default([]),
    openidPropertyId: uuid("openid_property_id"),
    /** How a Mini Program gets the token it sends with; null while that is not configured. */
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
    // Without fastupdate: every search would have to scan the index's pending list.
    index("accounts_by_search_token")
      .using("gin", accountSearchTokens(table))
      .with({ fastupdate: false }),
    index("accounts_by_permission_set").using("gin", table.permissionSets),
    index("accounts_by_openid_property").on(table.openidPropertyId),
  ],
);

/** Access tokens of accounts: under the platform's authorization, and of Mini Programs also from their token source. */
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
    /** Failures since the last successful renewal; `failingSince` is the time of the first. */
    failures: integer("failures").notNull().default(0),
    failingSince: time("failing_since"),
    /** No request goes upstream before this time. */
    retryAt: time("retry_at"),
    /** When the renewal job renews the token; null: only on request. */
    renewAt: time("renew_at"),
    /** When WeChat last refused a token before its expiry: another system invalidates it. */
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
 * Keeps a late push about a deleted account from creating its rows again: a hash of the AppID and the version of the last
 * event applied, nothing that identifies the account.
 */
export const deletedAccounts = pgTable("deleted_accounts", {
  appidHash: text("appid_hash").primaryKey(),
  time: bigint("time", { mode: "number" }).notNull(),
  rank: integer("rank").notNull(),
  code: text("code").notNull(),
  deletedAt: time("deleted_at").notNull().defaultNow(),
});

/** Calls of one interface by one account on one day of Asia/Shanghai, as WeChat reports them. */
export interface QuotaUse {
  path: string;
  used: number;
  limit: number;
}

/** One use of 重置限额; it counts towards the month of `at` in Asia/Shanghai. */
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
    /** A reset still pending after this time counts as unknown: its process has died. */
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
