"use client";

import dynamic from "next/dynamic";

// Contains the code that draws QR codes, which no page needs before a link is shown.
export const ConnectDialog = dynamic(
  () => import("./connect-dialog.tsx").then((module) => module.ConnectDialog),
  { ssr: false },
);
export const FollowStep = dynamic(
  () => import("./follow-step.tsx").then((module) => module.FollowStep),
  { ssr: false },
);
