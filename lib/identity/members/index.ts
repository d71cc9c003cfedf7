/** The people who use the console: setup, invitations, members, and each person's profile. */

// Setup
export { completeSetup, ensureOwner, setupInput } from "./setup.ts";

// Invitations
export {
  invitationInput,
  invitationList,
  invitationQuery,
  inviteMember,
  revokeInvitation,
} from "./invitations.ts";
export {
  acceptanceInput,
  acceptInvitation,
  invitationOf,
} from "./accept-invitation.ts";

// Members
export { memberList, memberQuery } from "./member-list.ts";
export {
  changeMember,
  endMemberSessions,
  memberChange,
} from "./change-member.ts";
export { resetMemberSecondFactor } from "./reset-second-factor.ts";
export { hasOtherOwner, lockOwners } from "./last-owner.ts";

// A new password
export { askForReset, forgottenInput, makeResetLink } from "./reset-link.ts";
export { resetInput, resetLinkState, resetPassword } from "./reset-password.ts";
export { findLink, type LinkState, revokeLinks } from "./single-use-link.ts";

// The profile
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

// Shapes
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

// Jobs
export { purgeSingleUseLinks } from "./purge-links.ts";
