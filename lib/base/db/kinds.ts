// The values of enumerated columns. Modules re-export those that they use in a kinds.ts.

/** From the least to the most privileged. */
export const roles = ["viewer", "operator", "admin", "owner"] as const;

export const accountTypes = ["official_account", "mini_program"] as const;
export const accountKinds = [
  "service",
  "subscription",
  "mini_program",
] as const;
export const accountStatuses = ["disabled", "enabled", "deauthorized"] as const;

/** Where a Mini Program with a token source gets its token. */
export const sendModes = ["url", "app_secret"] as const;

export const quotaResetOutcomes = [
  "pending",
  "done",
  "refused",
  "unknown",
] as const;

export const eventChannels = ["event", "message", "receipt"] as const;
/** `failed`: no longer retried automatically. */
export const eventStates = ["pending", "done", "failed"] as const;

export const authorizationChanges = [
  "authorized",
  "updated",
  "unauthorized",
] as const;
/** How a change of an authorization reached the console. */
export const authorizationSources = ["scan", "push", "sync"] as const;

/** What an authorization link may connect; `account`: one particular known account. */
export const linkKinds = [
  "any",
  "official_account",
  "mini_program",
  "account",
] as const;
/** The progress of a link; expiry and revocation are stored separately. */
export const linkProgress = [
  "waiting",
  "opened",
  "authorizing",
  "done",
  "failed",
] as const;

export const propertyTypes = ["text", "number", "date", "boolean"] as const;
export const propertyOrigins = ["console", "import", "url", "sample"] as const;

export const platformSources = ["console", "environment", "sandbox"] as const;

export const auditOutcomes = ["done", "denied", "failed"] as const;

export const keyRefusals = ["expired", "revoked", "address"] as const;

export const deliveryStates = ["pending", "delivered", "failed"] as const;

export const pushFormats = ["xml", "json"] as const;
/** The receiver of a Mini Program's message push, as configured at WeChat. */
export const pushSources = ["wechat", "third_party"] as const;
