import type { Member } from "#lib/identity/members/index.ts";

/** What an owner can do with a member; each has a dialog. */
export type MemberChange =
  | "role"
  | "disable"
  | "enable"
  | "endSessions"
  | "resetLink"
  | "resetSecondFactor";

/**
 * The changes that a member's state allows.
 * @param isCurrentUser users manage their second factor on the security page instead
 */
export function memberChanges(
  member: Member,
  isCurrentUser: boolean,
): MemberChange[] {
  if (member.state === "disabled") return ["role", "enable"];
  return [
    "role",
    "resetLink",
    ...(member.hasSecondFactor && !isCurrentUser
      ? (["resetSecondFactor"] as const)
      : []),
    ...(member.sessions > 0 ? (["endSessions"] as const) : []),
    "disable",
  ];
}
