export { hasOtherOwner, lockOwners } from "./last-owner.ts";
export { completeSetup, ensureOwner, setupInput } from "./setup.ts";
export {
  findLink,
  type LinkRow,
  type LinkState,
  makeLink,
  type MadeLink,
  requireOpenLink,
  revokeLinks,
  consumeLink,
} from "./single-use-link.ts";
export {
  acceptanceInput,
  acceptInvitation,
  invitationOf,
} from "./accept-invitation.ts";
export {
  changeMember,
  endMemberSessions,
  memberChange,
} from "./change-member.ts";
export {
  invitationInput,
  invitationList,
  invitationQuery,
  inviteMember,
  revokeInvitation,
} from "./invitations.ts";
export { memberList, memberQuery } from "./member-list.ts";
export type { MemberError } from "./member-error.ts";
export {
  changePassword,
  passwordChange,
  signInMethods,
} from "./change-password.ts";
export {
  endOtherSessions,
  endProfileSession,
  profileSessionQuery,
  profileSessions,
} from "./profile-sessions.ts";
export { askForReset, forgottenInput, makeResetLink } from "./reset-link.ts";
export { resetInput, resetLinkState, resetPassword } from "./reset-password.ts";
export { resetMemberSecondFactor } from "./reset-second-factor.ts";
export {
  invitationPageShape,
  linkToPassShape,
  memberPageShape,
  profileEmailShape,
  profileSessionPageShape,
  sessionsEndedShape,
  type Invitation,
  type LinkToPass,
  type Member,
  type ProfileSession,
} from "./schema.ts";
export { purgeSingleUseLinks } from "./purge-links.ts";
