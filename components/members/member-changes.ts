import type { Member } from "#lib/members/index.ts";

/** What an owner can do with a member; each has a dialog. */
export type MemberChange =
  "role" | "disable" | "enable" | "endSessions" | "resetLink";

/** What can be done with a member as they stand. */
export function memberChanges(member: Member): MemberChange[] {
  if (member.state === "disabled") return ["role", "enable"];
  return [
    "role",
    "resetLink",
    ...(member.sessions > 0 ? (["endSessions"] as const) : []),
    "disable",
  ];
}
