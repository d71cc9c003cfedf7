/** Authenticator apps, passkeys and recovery codes: their management, and signing in with them. */

// Sign-in and confirmation
export { passSecondFactor } from "./pass-second-factor.ts";
export { signInByPasskey } from "./sign-in-by-passkey.ts";
export { assertionOptions } from "./use-passkey.ts";
export { confirmIdentity, identityProof } from "./confirm-identity.ts";
export { codeInput } from "./codes.ts";

// The current user's factors
export { profileFactors } from "./profile-factors.ts";
export { beginTotp, confirmTotp, removeTotp } from "./totp-factor.ts";
export {
  addPasskey,
  attestationOptions,
  removePasskey,
  renamePasskey,
} from "./passkeys.ts";
export { passkeyChange, passkeyInput } from "./passkey-shapes.ts";
export { renewRecoveryCodes } from "./recovery-codes.ts";

// Another person's factors
export { type SecondFactors, secondFactorsOf } from "./second-factors.ts";
export {
  clearSecondFactors,
  resetSecondFactor,
} from "./reset-second-factor.ts";

// Settings
export {
  changeSecuritySettings,
  securitySettingsInput,
} from "./security-settings.ts";

// Shapes and errors
export {
  firstFactorShape,
  newTotpShape,
  passkeyOptionsShape,
  profileFactorsShape,
  recoveryCodesShape,
  securitySettingsShape,
  type NewTotp,
  type ProfileFactors,
  type ProfilePasskey,
} from "./schema.ts";
export { FactorError } from "./factor-error.ts";

// Jobs
export { purgeUnconfirmedFactors } from "./purge-unconfirmed-factors.ts";
