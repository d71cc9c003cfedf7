import type { Actor, KeyActor, UserActor } from "./actor.ts";
import { AccessError } from "./access-error.ts";
import { type Role, roles, type Scope } from "./kinds.ts";

/** The rule of an action that API keys may do as well. */
interface Rule {
  /** The lowest role that may do it. */
  role: Role;
  /** The scope that a key needs; `any` where the answer contains none of the company's data. */
  scope: Scope | "any";
  /** The action concerns all accounts, so a key that is limited to some accounts may not do it. */
  ofAll?: true;
}

/**
 * Who may do what: the lowest role for each action, and the scope that a key needs. A role alone means people only:
 * members, keys, secrets, webhook endpoints, and whatever requires a recent sign-in. Every lib function that reads or
 * writes checks here first, and the API checks before it reads a request (decision 032).
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

/** Actions that an API key can be allowed to do. */
export type KeyAction = {
  [Name in Action]: (typeof rules)[Name] extends Rule ? Name : never;
}[Action];

/** The actors that an action is open to: only people where keys have no scope for it. */
export type ActorOf<Name extends Action | null> = [Name] extends [KeyAction]
  ? Actor
  : UserActor;

/** An action's row of the table; `scope` is null where only people may do it. */
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

type Requester =
  | Pick<UserActor, "kind" | "role">
  | Pick<KeyActor, "kind" | "scopes" | "accounts">;

/**
 * Whether an actor may do something. Pages use it to hide controls; `authorize` enforces it.
 * @param appid AppID of the account concerned, if there is exactly one
 */
export function can(actor: Requester, action: Action, appid?: string): boolean {
  return (
    refusalOf(actor, action) === null &&
    (appid === undefined || hasAccount(actor, appid))
  );
}

/**
 * Refuses an actor that may not do something.
 * @param appid AppID of the account concerned, if there is exactly one
 * @throws {AccessError} `forbidden`, `people_only`, `scope_missing` or `key_limited`; `account_unknown` when the key is
 * not allowed to see this account
 */
export function authorize(
  actor: Requester,
  action: Action,
  appid?: string,
): void {
  const refusal = refusalOf(actor, action);
  if (refusal) throw new AccessError(refusal);
  if (appid !== undefined && !hasAccount(actor, appid))
    throw new AccessError("account_unknown");
}

/**
 * Refuses a key that is limited to some accounts.
 * @throws {AccessError} `key_limited`
 */
export function requireAllAccounts(actor: Actor): void {
  if (accountsOf(actor) !== null) throw new AccessError("key_limited");
}

/** The AppIDs of the accounts that an actor may see; null: all. */
export function accountsOf(
  actor: Pick<UserActor, "kind"> | Pick<KeyActor, "kind" | "accounts">,
): readonly string[] | null {
  return actor.kind === "key" ? actor.accounts : null;
}

/** Whether an actor may see an account. What belongs to no account (null) is visible only to those who may see all. */
export function hasAccount(
  actor: Pick<UserActor, "kind"> | Pick<KeyActor, "kind" | "accounts">,
  appid: string | null,
): boolean {
  const allowed = accountsOf(actor);
  return allowed === null || (appid !== null && allowed.includes(appid));
}

type Refusal = "forbidden" | "people_only" | "scope_missing" | "key_limited";

function refusalOf(actor: Requester, action: Action): Refusal | null {
  const { role, scope, ofAll } = ruleOf(action);
  if (actor.kind === "user")
    return roles.indexOf(actor.role) < roles.indexOf(role) ? "forbidden" : null;
  if (scope === null) return "people_only";
  if (scope !== "any" && !actor.scopes.includes(scope)) return "scope_missing";
  return ofAll && actor.accounts !== null ? "key_limited" : null;
}
