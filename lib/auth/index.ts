export type { UserActor } from "./actor.ts";
export { AuthError } from "./auth-error.ts";
export {
  BROWSER_DAYS,
  knownBrowser,
  rememberBrowser,
} from "./known-browsers.ts";
export { type Action, authorize, can, type Role } from "./policy.ts";
export {
  confirmInput,
  confirmPassword,
  noteProof,
  requireRecentSignIn,
} from "./recent-sign-in.ts";
export { authSecret, secureCookies, sessionIdOf } from "./session-cookie.ts";
export {
  createSession,
  endSession,
  livingSession,
  noteSeen,
  type PersonRow,
  personOf,
  SESSION_HOURS,
  sessionOfId,
  settleSecondFactor,
  type Standing,
  succeedSession,
} from "./sessions.ts";
export {
  completeSetup,
  ensureOwner,
  setupInput,
  setupLinkState,
} from "./setup.ts";
export {
  type Guest,
  signIn,
  type SignInResult,
  type Visitor,
} from "./sign-in.ts";
export {
  claimAttempt,
  claimAttemptOrRefuse,
  codeGates,
  returnAttempt,
} from "./throttle.ts";
