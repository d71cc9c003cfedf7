import type { UserActor } from "./actor.ts";
import { AuthError } from "./auth-error.ts";

/** From the least to the most. */
export const roles = ["viewer", "operator", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

/** Who may do what: each action with the least role that may. Every lib function that reads or writes asks here. */
const leastRole = {
  "accounts.read": "viewer",
  "accounts.refresh": "operator",
  "accounts.configure": "operator",
  "accounts.enable": "operator",
  "accounts.reset_quota": "operator",
  "accounts.delete": "admin",
  "audit.read": "admin",
  "events.read": "viewer",
  "factors.own": "viewer",
  "events.process_again": "operator",
  "links.read": "viewer",
  "links.manage": "operator",
  "members.read": "admin",
  "members.manage": "owner",
  "messages.send": "operator",
  "permissions.read": "viewer",
  "properties.read": "viewer",
  "properties.manage": "operator",
  "platform.read": "viewer",
  "platform.sync": "operator",
  "platform.repair": "admin",
  "platform.write": "admin",
  "retention.read": "viewer",
  "retention.manage": "owner",
  "security.manage": "owner",
  "status.read": "viewer",
  "tokens.read": "admin",
  "webhooks.read": "admin",
  "webhooks.manage": "admin",
} as const satisfies Record<string, Role>;

export type Action = keyof typeof leastRole;
export const actions = Object.keys(leastRole) as Action[];

/** Whether a person may do something: pages hide with it, `authorize` decides with it. */
export function can(actor: Pick<UserActor, "role">, action: Action): boolean {
  return roles.indexOf(actor.role) >= roles.indexOf(leastRole[action]);
}

/** @throws {AuthError} `forbidden` when the person may not do it */
export function authorize(
  actor: Pick<UserActor, "role">,
  action: Action,
): void {
  if (!can(actor, action)) throw new AuthError("forbidden");
}
