import { ProblemError } from "#lib/http/index.ts";

/** Why something cannot be done with a member, an invitation or a session. */
export class MemberError extends ProblemError<
  | "invitation_over"
  | "invitation_unknown"
  | "mail_missing"
  | "member_disabled"
  | "member_exists"
  | "member_unknown"
  | "session_unknown"
> {}
