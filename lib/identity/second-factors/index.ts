export { codeInput } from "./codes.ts";
export { confirmIdentity, identityProof } from "./confirm-identity.ts";
export { FactorError } from "./factor-error.ts";
export {
  addPasskey,
  attestationOptions,
  removePasskey,
  renamePasskey,
} from "./passkeys.ts";
export { profileFactors } from "./profile-factors.ts";
export { passSecondFactor } from "./pass-second-factor.ts";
export { passkeyChange, passkeyInput } from "./passkey-shapes.ts";
export { renewRecoveryCodes } from "./recovery-codes.ts";
export {
  clearSecondFactors,
  resetSecondFactor,
} from "./reset-second-factor.ts";
export { type SecondFactors, secondFactorsOf } from "./second-factors.ts";
export {
  changeSecuritySettings,
  securitySettingsInput,
} from "./security-settings.ts";
export { signInByPasskey } from "./sign-in-by-passkey.ts";
export { beginTotp, confirmTotp, removeTotp } from "./totp-factor.ts";
export { assertionOptions } from "./use-passkey.ts";
export {
  firstFactorShape,
  newTotpShape,
  profileFactorsShape,
  passkeyOptionsShape,
  recoveryCodesShape,
  securitySettingsShape,
  type NewTotp,
  type ProfileFactors,
  type ProfilePasskey,
} from "./schema.ts";
export { purgeUnconfirmedFactors } from "./purge-unconfirmed-factors.ts";
