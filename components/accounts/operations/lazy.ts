"use client";

import dynamic from "next/dynamic";

// A list shows the buttons of fifty accounts but at most one dialog: each is loaded when it is opened.
export const DeleteDialog = dynamic(
  () => import("./delete-dialog.tsx").then((module) => module.DeleteDialog),
  { ssr: false },
);
export const DisableDialog = dynamic(
  () => import("./disable-dialog.tsx").then((module) => module.DisableDialog),
  { ssr: false },
);
export const EnableDialog = dynamic(
  () => import("./enable-dialog.tsx").then((module) => module.EnableDialog),
  { ssr: false },
);
export const OpenidDialog = dynamic(
  () => import("./openid-dialog.tsx").then((module) => module.OpenidDialog),
  { ssr: false },
);
export const QuotaDialog = dynamic(
  () => import("./quota-dialog.tsx").then((module) => module.QuotaDialog),
  { ssr: false },
);
