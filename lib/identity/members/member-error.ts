import { problemError } from "#lib/base/errors/index.ts";

/** Why something cannot be done with a member, an invitation or a session. */
export class MemberError extends problemError({
  invitation_over: 409,
  invitation_unknown: 404,
  mail_missing: 409,
  member_disabled: 409,
  member_exists: 409,
  member_unknown: 404,
  session_unknown: 404,
}) {}
