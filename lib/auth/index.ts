export { type Actor, actorId, type KeyActor, type UserActor } from "./actor.ts";
export { bearerOf, isApiKey, newApiKey, shownPrefix } from "./api-key.ts";
export { AuthError } from "./auth-error.ts";
export { endSessionsOf } from "./end-sessions.ts";
export {
  BROWSER_DAYS,
  knownBrowser,
  rememberBrowser,
} from "./known-browsers.ts";
export { hasOtherOwner, holdOwners } from "./last-owner.ts";
export { hashPassword } from "./password.ts";
export type { OidcRefusal } from "./oidc-decision.ts";
export { signInByOidc } from "./oidc-sign-in.ts";
export {
  linkToken,
  newPassword,
  personEmail,
  personName,
} from "./person-input.ts";
export {
  keyActorOf,
  keyBehind,
  keyRefusal,
  type KeyRow,
  noteUse,
  offeredKey,
  requireLiving,
} from "./living-key.ts";
export { ownAccounts } from "./own-accounts.ts";
export {
  type Action,
  type ActorOf,
  accountsOf,
  authorize,
  can,
  hasAccount,
  requireAllAccounts,
  type Role,
  roles,
  ruleOf,
  type Scope,
  scopes,
} from "./policy.ts";
export {
  confirmInput,
  confirmPassword,
  noteProof,
  requireRecentSignIn,
} from "./recent-sign-in.ts";
export { countRequest, rateHeaders, type RequestRate } from "./request-rate.ts";
export { authSecret, secureCookies, sessionIdOf } from "./session-cookie.ts";
export {
  createSession,
  endSession,
  hasSecondFactor,
  livingSession,
  noteSeen,
  type PersonRow,
  personOf,
  SESSION_HOURS,
  sessionLives,
  sessionOfId,
  settleSecondFactor,
  type Standing,
  succeedSession,
} from "./sessions.ts";
export { completeSetup, ensureOwner, setupInput } from "./setup.ts";
export {
  type Guest,
  signIn,
  type SignInResult,
  type Visitor,
} from "./sign-in.ts";
export {
  findLink,
  type LinkRow,
  type LinkState,
  makeLink,
  type MadeLink,
  openLink,
  revokeLinks,
  takeLink,
} from "./single-use-link.ts";
export {
  claimAttempt,
  claimAttemptOrRefuse,
  codeGates,
  forgetGuesses,
  passwordGates,
  returnAttempt,
} from "./throttle.ts";
