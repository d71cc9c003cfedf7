/** Sign-in by password, and its protection against guessing. */

// Sign-in
export {
  type Guest,
  signIn,
  type SignInResult,
  type Visitor,
} from "./sign-in.ts";
export {
  confirmInput,
  confirmPassword,
  recordProof,
} from "./confirm-password.ts";
export { hashPassword } from "./password.ts";

// Protection against guessing
export {
  claimAttempt,
  clearAttempts,
  codeLimits,
  passwordLimits,
  requireAttempt,
  returnAttempt,
} from "./throttle.ts";
export {
  BROWSER_DAYS,
  knownBrowser,
  rememberBrowser,
} from "./known-browsers.ts";

// Inputs
export {
  linkToken,
  newPassword,
  personEmail,
  personName,
} from "./person-input.ts";

// Jobs
export { purgeSignIn } from "./purge-sign-in.ts";
