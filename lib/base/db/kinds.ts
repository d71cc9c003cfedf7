// The values that columns may have. The modules pass on those that they speak of in a kinds.ts of their own.

/** From the least to the most. */
export const roles = ["viewer", "operator", "admin", "owner"] as const;

export const accountTypes = ["official_account", "mini_program"] as const;
export const accountKinds = [
  "service",
  "subscription",
  "mini_program",
] as const;
export const accountStatuses = ["disabled", "enabled", "deauthorized"] as const;

/** Where a Mini Program that sends for itself gets its token. */
export const sendModes = ["url", "app_secret"] as const;

export const quotaResetOutcomes = [
  "pending",
  "done",
  "refused",
  "unknown",
] as const;

export const eventChannels = ["event", "message", "receipt"] as const;
/** `failed`: no longer tried by itself. */
export const eventStates = ["pending", "done", "failed"] as const;

export const authorizationChanges = [
  "authorized",
  "updated",
  "unauthorized",
] as const;
/** How a change of an authorization reached the console. */
export const authorizationSources = ["scan", "push", "sync"] as const;

/** What an authorization link may connect; `account`: one that is known. */
export const linkKinds = [
  "any",
  "official_account",
  "mini_program",
  "account",
] as const;
/** How far a link has got, apart from its end by time or by hand. */
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
/** To whom the push of a Mini Program is set at WeChat. */
export const pushSources = ["wechat", "third_party"] as const;
