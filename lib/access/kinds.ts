import { roles } from "#lib/base/db/kinds.ts";

export { roles };
export type Role = (typeof roles)[number];

/** What an API key can be allowed, each independently. */
export const scopes = [
  "accounts:read",
  "accounts:manage",
  "tokens:read",
  "receipts:read",
  "messages:send",
  "links:manage",
  "events:read",
  "events:manage",
  "properties:read",
  "properties:manage",
  "platform:read",
  "audit:read",
] as const;
export type Scope = (typeof scopes)[number];
