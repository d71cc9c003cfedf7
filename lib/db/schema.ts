import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

// Columns whose name ends in `Sealed` hold blobs of lib/secrets, bound to their table, column and row.
// Per-account tables begin their key with the appid and no foreign key crosses accounts (design rule 5.6).

const time = (name: string) => timestamp(name, { withTimezone: true });
/** A transaction's number, 64 bits: as text. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

const role = (name: string) =>
  text(name, { enum: ["viewer", "operator", "admin", "owner"] });

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    email: text("email").notNull().unique(),
    name: text("name").notNull(),
    /** null: signs in by single sign-on only. */
    passwordHash: text("password_hash"),
    role: role("role").notNull(),
    /** Who the person is for the provider of single sign-on. */
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
    /** When the person last proved to be themselves: what cannot be undone asks that it be recent. */
    authenticatedAt: time("authenticated_at").notNull().defaultNow(),
    lastSeenAt: time("last_seen_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
    endedAt: time("ended_at"),
    /** When more than a password was shown, or somebody else vouched for it (single sign-on); null: a password alone. */
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
    /** By which it is spoken of: the token opens the door. */
    id: uuid("id").notNull().unique().defaultRandom(),
    purpose: text("purpose", {
      enum: ["setup", "invitation", "reset"],
    }).notNull(),
    /** Of a reset: whose password. */
    userId: uuid("user_id"),
    /** Of an invitation: who is to become what. */
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

/** Browsers in which a person has signed in: guesses from elsewhere do not keep them out. */
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
    refusal: text("refusal", { enum: ["expired", "revoked", "address"] }),
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

/** What of this minute's requests the instances have taken for themselves (lib/auth/request-rate.ts). */
export const apiKeyWindows = pgTable("api_key_windows", {
  keyId: uuid("key_id").primaryKey(),
  startedAt: time("started_at").notNull(),
  taken: integer("taken").notNull(),
});

export const components = pgTable(
  "components",
  {
    componentAppid: text("component_appid").primaryKey(),
    displayName: text("display_name"),
    source: text("source", {
      enum: ["console", "environment", "sandbox"],
    }).notNull(),
    active: boolean("active").notNull(),
    appSecretSealed: text("app_secret_sealed").notNull(),
    messageTokenSealed: text("message_token_sealed").notNull(),
    aesKeySealed: text("aes_key_sealed").notNull(),
    previousAesKeySealed: text("previous_aes_key_sealed"),
    previousAesKeyUntil: time("previous_aes_key_until"),
    ticketSealed: text("ticket_sealed"),
    previousTicketSealed: text("previous_ticket_sealed"),
    /** WeChat's CreateTime of the newest ticket, epoch seconds: an older push that arrives late changes nothing. */
    ticketCreateTime: bigint("ticket_create_time", { mode: "number" }),
    ticketReceivedAt: time("ticket_received_at"),
    tokenSealed: text("token_sealed"),
    tokenRefreshedAt: time("token_refreshed_at"),
    tokenExpiresAt: time("token_expires_at"),
    tokenVersion: bigint("token_version", { mode: "number" })
      .notNull()
      .default(0),
    tokenLeaseId: uuid("token_lease_id"),
    tokenLeaseUntil: time("token_lease_until"),
    tokenFailures: integer("token_failures").notNull().default(0),
    /** Nobody asks for a token before. */
    tokenRetryAt: time("token_retry_at"),
    tokenErrorKey: text("token_error_key"),
    /** When WeChat was last asked to push tickets again. */
    pushAskedAt: time("push_asked_at"),
    lastCallbackAt: time("last_callback_at"),
    lastCallbackName: text("last_callback_name"),
    lastErrorAt: time("last_error_at"),
    lastErrorKey: text("last_error_key"),
    lastErrorApi: text("last_error_api"),
    sandboxOrigin: text("sandbox_origin"),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("components_one_active")
      .on(table.active)
      .where(sql`active`),
  ],
);

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
      enum: ["official_account", "mini_program"],
    }).notNull(),
    kind: text("kind", {
      enum: ["service", "subscription", "mini_program"],
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
      enum: ["disabled", "enabled", "deauthorized"],
    }).notNull(),
    statusReason: text("status_reason"),
    permissionSets: integer("permission_sets").array().notNull().default([]),
    openidPropertyId: uuid("openid_property_id"),
    /** How a Mini Program gets a token of its own to send with; null as long as that is not configured. */
    sendMode: text("send_mode", { enum: ["url", "app_secret"] }),
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

/** The customer's profile properties that an OpenID can be stored in; the profiles themselves live elsewhere. */
export const userProperties = pgTable("user_properties", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull().unique(),
  displayName: text("display_name").notNull(),
  type: text("type", {
    enum: ["text", "number", "date", "boolean"],
  }).notNull(),
  description: text("description").notNull().default(""),
  source: text("source", {
    enum: ["console", "import", "url", "sample"],
  }).notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
  updatedAt: time("updated_at").notNull().defaultNow(),
  /** No account may choose a retired one. */
  retiredAt: time("retired_at"),
});

/** Where the catalogue of user properties is read from; one row at most. */
export const propertySources = pgTable("property_sources", {
  id: text("id", { enum: ["default"] }).primaryKey(),
  urlSealed: text("url_sealed").notNull(),
  /** An `Authorization` header, when the address wants one. */
  authorizationSealed: text("authorization_sealed"),
  mapping: jsonb("mapping").$type<Record<string, string>>().notNull(),
  lastSyncedAt: time("last_synced_at"),
  lastErrorKey: text("last_error_key"),
  updatedAt: time("updated_at").notNull().defaultNow(),
});

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
      enum: ["pending", "done", "refused", "unknown"],
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

/** The use of one interface by one account on one day of Asia/Shanghai, as WeChat told it. */
export interface QuotaUse {
  path: string;
  used: number;
  limit: number;
}

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

/** Whether an API of WeChat's is asked at all, after it failed for everybody (lib/tokens/breaker.ts). */
export const breakers = pgTable(
  "breakers",
  {
    componentAppid: text("component_appid").notNull(),
    api: text("api").notNull(),
    /** In a row. */
    failures: integer("failures").notNull().default(0),
    errorKey: text("error_key"),
    openedAt: time("opened_at"),
    /** Nobody asks before; afterwards one does, for all. */
    openUntil: time("open_until"),
  },
  (table) => [primaryKey({ columns: [table.componentAppid, table.api] })],
);

/** The last comparison of a platform's accounts with WeChat's own list; one that was cut off goes on where it was. */
export const reconciliations = pgTable("reconciliations", {
  componentAppid: text("component_appid").primaryKey(),
  startedAt: time("started_at").notNull(),
  /** Accounts of WeChat's list that have been compared. */
  place: integer("place").notNull().default(0),
  leaseUntil: time("lease_until"),
  found: integer("found").notNull().default(0),
  added: integer("added").notNull().default(0),
  mended: integer("mended").notNull().default(0),
  deauthorized: integer("deauthorized").notNull().default(0),
  finishedAt: time("finished_at"),
});

/** What is wrong just now, for the status page and the alerts; the row goes when it is mended and that has been told. */
export const problems = pgTable("problems", {
  /** What is wrong, and with what. */
  id: text("id").primaryKey(),
  since: time("since").notNull(),
  /** A `Problem` of lib/status, without what stands in the other columns. */
  details: jsonb("details").$type<unknown>().notNull(),
  toldAt: time("told_at"),
  endedAt: time("ended_at"),
  leaseUntil: time("lease_until"),
});

/** 小程序账号配置: how a Mini Program sends, and what its own message push is set to. */
export const miniProgramConfigs = pgTable(
  "mini_program_configs",
  {
    appid: text("appid").primaryKey(),
    /** The Access Token URL with its headers, or the AppSecret, as JSON. */
    sendSourceSealed: text("send_source_sealed"),
    /** Of the Access Token URL: two Mini Programs with one are told of each other. */
    sendUrlHash: text("send_url_hash"),
    sendTestedAt: time("send_tested_at"),
    receiptKeyHash: text("receipt_key_hash").notNull().unique(),
    receiptKeySealed: text("receipt_key_sealed").notNull(),
    /** The address before it was renewed; good until then. */
    previousKeyHash: text("previous_key_hash").unique(),
    previousKeyUntil: time("previous_key_until"),
    pushTokenSealed: text("push_token_sealed"),
    aesKeySealed: text("aes_key_sealed"),
    previousAesKeySealed: text("previous_aes_key_sealed"),
    previousAesKeyUntil: time("previous_aes_key_until"),
    mode: text("mode", { enum: ["plain", "compatible", "safe"] }),
    format: text("format", { enum: ["xml", "json"] }),
    source: text("source", { enum: ["wechat", "third_party"] }),
    /** Addresses that may push; empty lets all. */
    allow: text("allow").array().notNull().default([]),
    /** When WeChat's check of the address last passed. */
    verifiedAt: time("verified_at"),
    receivedAt: time("received_at"),
    /** Why the last check or push was refused. */
    refusedAt: time("refused_at"),
    refusal: text("refusal"),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [index("mini_program_configs_by_url").on(table.sendUrlHash)],
);

/**
 * What became of subscribe messages, an entry of an event each. Partitioned by day of `eventTime` in the migration, and
 * never shown again once its day is dropped.
 */
export const receipts = pgTable(
  "receipts",
  {
    appid: text("appid").notNull(),
    eventTime: time("event_time").notNull(),
    /** A hash of what makes two receipts the same one, however they came. */
    key: text("key").notNull(),
    event: text("event", {
      enum: [
        "subscribe_msg_popup_event",
        "subscribe_msg_change_event",
        "subscribe_msg_sent_event",
      ],
    }).notNull(),
    openid: text("openid").notNull(),
    templateId: text("template_id").notNull(),
    outcome: text("outcome").notNull(),
    errorCode: text("error_code"),
    messageId: text("message_id"),
    /** The push that it came in, as long as the inbox keeps it. */
    inboxKey: text("inbox_key").notNull(),
    receivedAt: time("received_at").notNull().defaultNow(),
    /** The transaction that stored it: what is not older than all that are open may still get company before it. */
    transaction: xid8("transaction")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    primaryKey({ columns: [table.appid, table.eventTime, table.key] }),
    index("receipts_by_arrival").on(table.appid, table.transaction, table.key),
    index("receipts_by_message").on(table.appid, table.messageId),
  ],
);

export const authorizationLinks = pgTable(
  "authorization_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    tokenSealed: text("token_sealed").notNull(),
    componentAppid: text("component_appid").notNull(),
    kind: text("kind", {
      enum: ["any", "official_account", "mini_program", "account"],
    }).notNull(),
    appid: text("appid"),
    label: text("label"),
    createdBy: uuid("created_by"),
    createdByName: text("created_by_name"),
    createdAt: time("created_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
    revokedAt: time("revoked_at"),
    progress: text("progress", {
      enum: ["waiting", "opened", "authorizing", "done", "failed"],
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

/** One visit of the page behind the QR code: written when the visitor's page reports in, or at the callback at the latest. */
export const authorizationVisits = pgTable(
  "authorization_visits",
  {
    stateHash: text("state_hash").primaryKey(),
    linkTokenHash: text("link_token_hash").notNull(),
    preAuthCodeHash: text("pre_auth_code_hash").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    /** The one code that this visit brought back; its state is good for no other. */
    codeHash: text("code_hash"),
  },
  (table) => [
    index("authorization_visits_by_pre_auth_code").on(table.preAuthCodeHash),
    index("authorization_visits_by_link").on(table.linkTokenHash),
  ],
);

/** The newest authorization event applied to each account, see lib/authorization/event-order.ts; it may come before the account itself. */
export const authorizationPositions = pgTable("authorization_positions", {
  appid: text("appid").primaryKey(),
  componentAppid: text("component_appid").notNull(),
  time: bigint("time", { mode: "number" }).notNull(),
  rank: integer("rank").notNull(),
  code: text("code").notNull(),
});

/** One row for each authorization code ever seen: its key is what makes one code be exchanged exactly once. */
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
      enum: ["authorized", "updated", "unauthorized"],
    }).notNull(),
    source: text("source", { enum: ["scan", "push", "sync"] }).notNull(),
    gained: integer("gained").array().notNull(),
    lost: integer("lost").array().notNull(),
    label: text("label"),
  },
  (table) => [
    primaryKey({ columns: [table.appid, table.id] }),
    index("authorizations_by_time").on(table.appid, table.at),
  ],
);

/** Partitioned by day of `eventTime` in the migration: WeChat's own CreateTime, so that a resent push meets its first copy's partition. */
export const inbox = pgTable(
  "inbox",
  {
    key: text("key").notNull(),
    eventTime: time("event_time").notNull(),
    componentAppid: text("component_appid").notNull(),
    appid: text("appid"),
    channel: text("channel", {
      enum: ["event", "message", "receipt"],
    }).notNull(),
    name: text("name").notNull(),
    /** Null when its time was over (lib/retention) and the event was done. */
    bodySealed: text("body_sealed"),
    receivedAt: time("received_at").notNull().defaultNow(),
    state: text("state", { enum: ["pending", "done", "failed"] }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at").notNull().defaultNow(),
    leaseUntil: time("lease_until"),
    errorKey: text("error_key"),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.eventTime] }),
    index("inbox_pending")
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
    index("inbox_parked")
      .on(table.receivedAt)
      .where(sql`state = 'failed'`),
    index("inbox_by_account").on(
      table.componentAppid,
      table.appid,
      table.receivedAt,
      table.key,
    ),
    index("inbox_by_channel").on(
      table.componentAppid,
      table.channel,
      table.receivedAt,
      table.key,
    ),
    index("inbox_by_name").on(
      table.componentAppid,
      table.channel,
      table.name,
      table.receivedAt,
      table.key,
    ),
    index("inbox_unsettled")
      .on(table.componentAppid, table.state, table.receivedAt, table.key)
      .where(sql`state <> 'done'`),
  ],
);

/** An address of the customer's that is told of events (Standard Webhooks). */
export const webhookEndpoints = pgTable("webhook_endpoints", {
  id: uuid("id").primaryKey(),
  urlSealed: text("url_sealed").notNull(),
  description: text("description").notNull().default(""),
  /** Types of events; all when empty. */
  events: text("events").array().notNull().default([]),
  secretSealed: text("secret_sealed").notNull(),
  /** Signs beside the newer one until then, so that the receiver can change over. */
  previousSecretSealed: text("previous_secret_sealed"),
  previousSecretUntil: time("previous_secret_until"),
  disabledAt: time("disabled_at"),
  /** Attempts in a row that failed. */
  failures: integer("failures").notNull().default(0),
  /** Nothing is sent before. */
  heldUntil: time("held_until"),
  createdAt: time("created_at").notNull().defaultNow(),
  updatedAt: time("updated_at").notNull().defaultNow(),
});

/** One event on its way to one address; written in the transaction of what it tells. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    endpointId: uuid("endpoint_id").notNull(),
    /** The same for all addresses and attempts: receivers know by it what they have had. */
    messageId: text("message_id").notNull(),
    type: text("type").notNull(),
    appid: text("appid"),
    payload: text("payload").notNull(),
    state: text("state", { enum: ["pending", "delivered", "failed"] })
      .notNull()
      .default("pending"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at").notNull().defaultNow(),
    leaseUntil: time("lease_until"),
    errorKey: text("error_key"),
    responseStatus: integer("response_status"),
    createdAt: time("created_at").notNull().defaultNow(),
    finishedAt: time("finished_at"),
  },
  (table) => [
    index("webhook_deliveries_pending")
      .on(table.endpointId, table.nextAttemptAt)
      .where(sql`state = 'pending'`),
    index("webhook_deliveries_failed")
      .on(table.finishedAt)
      .where(sql`state = 'failed'`),
    index("webhook_deliveries_by_endpoint").on(
      table.endpointId,
      table.createdAt,
      table.id,
    ),
    index("webhook_deliveries_by_account").on(table.appid),
  ],
);

/** A word sealed with each key that has sealed anything here: by it a start tells a missing key, or another one under its id. */
export const secretKeyChecks = pgTable("secret_key_checks", {
  keyId: text("key_id").primaryKey(),
  checkSealed: text("check_sealed").notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
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
    outcome: text("outcome", { enum: ["done", "denied", "failed"] }).notNull(),
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

/** How long what is kept, where that was set in the console; without a row a default holds (lib/retention). */
export const retentionSettings = pgTable("retention_settings", {
  kind: text("kind").primaryKey(),
  days: integer("days").notNull(),
  setBy: text("set_by").notNull(),
  setAt: time("set_at").notNull().defaultNow(),
});

/** How far what is dropped by and by has been dropped. */
export const retentionProgress = pgTable("retention_progress", {
  kind: text("kind").primaryKey(),
  through: time("through").notNull(),
});
