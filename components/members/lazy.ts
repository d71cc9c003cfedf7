"use client";

import dynamic from "next/dynamic";

// None of these is needed before a button is pressed.
export const InviteDialog = dynamic(
  () => import("./invite-dialog.tsx").then((module) => module.InviteDialog),
  { ssr: false },
);
export const MemberDialog = dynamic(
  () => import("./member-dialog.tsx").then((module) => module.MemberDialog),
  { ssr: false },
);
export const RevokeInvitation = dynamic(
  () =>
    import("./revoke-invitation.tsx").then((module) => module.RevokeInvitation),
  { ssr: false },
);
