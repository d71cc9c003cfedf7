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
 * What can be done with a member as they stand.
 * @param own it is the one who looks, who looks after their second factor on a page of its own
 */
export function memberChanges(member: Member, own: boolean): MemberChange[] {
  if (member.state === "disabled") return ["role", "enable"];
  return [
    "role",
    "resetLink",
    ...(member.hasSecondFactor && !own ? (["resetSecondFactor"] as const) : []),
    ...(member.sessions > 0 ? (["endSessions"] as const) : []),
    "disable",
  ];
}
