/** Who acts, and what they may do. */

export { type Actor, actorId, type KeyActor, type UserActor } from "./actor.ts";
export { type Role, roles, type Scope, scopes } from "./kinds.ts";

export {
  type Action,
  type ActorOf,
  accountsOf,
  authorize,
  can,
  hasAccount,
  requireAllAccounts,
  ruleOf,
} from "./policy.ts";
export { inAllowedAccounts } from "./allowed-accounts.ts";
export { requireRecentSignIn } from "./recent-sign-in.ts";

export { AccessError } from "./access-error.ts";
