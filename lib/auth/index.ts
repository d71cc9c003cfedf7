export type { UserActor } from "./actor.ts";
export { AuthError } from "./auth-error.ts";
export { type Action, authorize, can, type Role } from "./policy.ts";
export {
  confirmInput,
  confirmPassword,
  requireRecentSignIn,
} from "./recent-sign-in.ts";
export { authSecret, secureCookies, sessionIdOf } from "./session-cookie.ts";
export {
  endSession,
  livingSession,
  noteSeen,
  type PersonRow,
  personOf,
  personOfSession,
  SESSION_HOURS,
} from "./sessions.ts";
export {
  completeSetup,
  ensureOwner,
  setupInput,
  setupLinkState,
} from "./setup.ts";
export { signIn, type Visitor } from "./sign-in.ts";
