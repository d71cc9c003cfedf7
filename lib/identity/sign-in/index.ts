export {
  BROWSER_DAYS,
  knownBrowser,
  rememberBrowser,
} from "./known-browsers.ts";
export { hashPassword } from "./password.ts";
export {
  linkToken,
  newPassword,
  personEmail,
  personName,
} from "./person-input.ts";
export {
  confirmInput,
  confirmPassword,
  recordProof,
} from "./confirm-password.ts";
export {
  type Guest,
  signIn,
  type SignInResult,
  type Visitor,
} from "./sign-in.ts";
export {
  claimAttempt,
  requireAttempt,
  codeLimits,
  clearAttempts,
  passwordLimits,
  returnAttempt,
} from "./throttle.ts";
export { purgeSignIn } from "./purge-sign-in.ts";
