import type { Actor, KeyActor, UserActor } from "./actor.ts";
import { AccessError } from "./access-error.ts";
import { type Role, roles, type Scope } from "./kinds.ts";

/** What keys may do, too. */
interface Rule {
  /** The least role that may. */
  role: Role;
  /** The scope by which a key may; any will do where nothing of the company's is told. */
  scope: Scope | "any";
  /** The action touches or tells of accounts that are not named: a key that is limited to some may not. */
  ofAll?: true;
}

/**
 * Who may do what: each action with the least role that may, and the scope by which a key may. A role alone says that
 * only people may: members, keys, secrets, addresses that are told of events, and what wants a recent sign-in. Every lib
 * function that reads or writes asks here, and the API once more before it reads a request (decision 032).
 */
const rules = {
  "accounts.read": { role: "viewer", scope: "accounts:read" },
  "accounts.refresh": { role: "operator", scope: "accounts:manage" },
  "accounts.configure": { role: "operator", scope: "accounts:manage" },
  "accounts.enable": { role: "operator", scope: "accounts:manage" },
  "accounts.reset_quota": { role: "operator", scope: "accounts:manage" },
  "accounts.delete": "admin",
  "api_keys.manage": "admin",
  "audit.read": { role: "admin", scope: "audit:read", ofAll: true },
  "factors.own": "viewer",
  "events.read": { role: "viewer", scope: "events:read" },
  "events.process_again": { role: "operator", scope: "events:manage" },
  "links.read": { role: "viewer", scope: "links:manage" },
  "links.manage": { role: "operator", scope: "links:manage" },
  "members.read": "admin",
  "members.manage": "owner",
  "messages.send": { role: "operator", scope: "messages:send" },
  "permissions.read": { role: "viewer", scope: "accounts:read" },
  "properties.read": { role: "viewer", scope: "properties:read" },
  "properties.manage": {
    role: "operator",
    scope: "properties:manage",
    ofAll: true,
  },
  "platform.read": { role: "viewer", scope: "platform:read" },
  "platform.sync": { role: "operator", scope: "accounts:manage", ofAll: true },
  "platform.repair": "admin",
  "platform.write": "admin",
  "receipts.read": { role: "viewer", scope: "receipts:read" },
  "reference.read": { role: "viewer", scope: "any" },
  "retention.read": { role: "viewer", scope: "platform:read", ofAll: true },
  "retention.manage": "owner",
  "security.manage": "owner",
  "status.read": { role: "viewer", scope: "platform:read", ofAll: true },
  "tokens.read": { role: "admin", scope: "tokens:read" },
  "webhooks.read": "admin",
  "webhooks.manage": "admin",
} as const satisfies Record<string, Role | Rule>;

export type Action = keyof typeof rules;
export const actions = Object.keys(rules) as Action[];

/** Actions that a key can be allowed. */
export type KeyAction = {
  [Name in Action]: (typeof rules)[Name] extends Rule ? Name : never;
}[Action];

/** Who can come to do an action: for what keys may not, it is a person. */
export type ActorOf<Name extends Action | null> = [Name] extends [KeyAction]
  ? Actor
  : UserActor;

/** An action's line of the table; `scope` null where only people may. */
export function ruleOf(action: Action): {
  role: Role;
  scope: Scope | "any" | null;
  ofAll: boolean;
} {
  const rule: Role | Rule = rules[action];
  return typeof rule === "string"
    ? { role: rule, scope: null, ofAll: false }
    : { role: rule.role, scope: rule.scope, ofAll: rule.ofAll ?? false };
}

type Asker =
  | Pick<UserActor, "kind" | "role">
  | Pick<KeyActor, "kind" | "scopes" | "accounts">;

/**
 * Whether somebody may do something, also to a certain account: pages hide with it, `authorize` decides with it.
 * @param appid of the account that it is done to, where it is one
 */
export function can(actor: Asker, action: Action, appid?: string): boolean {
  return (
    refusalOf(actor, action) === null &&
    (appid === undefined || hasAccount(actor, appid))
  );
}

/**
 * @param appid of the account that it is done to, where it is one
 * @throws {AccessError} `forbidden`, `people_only`, `scope_missing` or `key_limited` when they may not do it;
 * `account_unknown` when there is no such account for them
 */
export function authorize(actor: Asker, action: Action, appid?: string): void {
  const refusal = refusalOf(actor, action);
  if (refusal) throw new AccessError(refusal);
  if (appid !== undefined && !hasAccount(actor, appid))
    throw new AccessError("account_unknown");
}

/**
 * Lets nobody go on who is limited to some accounts, where what they ask for concerns accounts that are not named.
 * @throws {AccessError} `key_limited`
 */
export function requireAllAccounts(actor: Actor): void {
  if (accountsOf(actor) !== null) throw new AccessError("key_limited");
}

/** The AppIDs of the accounts that there are for somebody; null: all. */
export function accountsOf(
  actor: Pick<UserActor, "kind"> | Pick<KeyActor, "kind" | "accounts">,
): readonly string[] | null {
  return actor.kind === "key" ? actor.accounts : null;
}

/** Whether there is an account for somebody; what belongs to no account (null) is for those only who have all. */
export function hasAccount(
  actor: Pick<UserActor, "kind"> | Pick<KeyActor, "kind" | "accounts">,
  appid: string | null,
): boolean {
  const own = accountsOf(actor);
  return own === null || (appid !== null && own.includes(appid));
}

type Refusal = "forbidden" | "people_only" | "scope_missing" | "key_limited";

function refusalOf(actor: Asker, action: Action): Refusal | null {
  const { role, scope, ofAll } = ruleOf(action);
  if (actor.kind === "user")
    return roles.indexOf(actor.role) < roles.indexOf(role) ? "forbidden" : null;
  if (scope === null) return "people_only";
  if (scope !== "any" && !actor.scopes.includes(scope)) return "scope_missing";
  return ofAll && actor.accounts !== null ? "key_limited" : null;
}
