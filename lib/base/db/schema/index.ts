// Columns whose name ends in `Sealed` are blobs of lib/base/secrets, bound to their table, column and row.
// Per-account tables begin their key with the appid and no foreign key crosses accounts.
export * from "./accounts.ts";
export * from "./api-keys.ts";
export * from "./audit.ts";
export * from "./authorization.ts";
export * from "./factors.ts";
export * from "./inbox.ts";
export * from "./mini-programs.ts";
export * from "./people.ts";
export * from "./platform.ts";
export * from "./properties.ts";
export * from "./retention.ts";
export * from "./webhooks.ts";
