"use client";

import dynamic from "next/dynamic";

export const ConfirmDialog = dynamic(
  () => import("./confirm-dialog.tsx").then((module) => module.ConfirmDialog),
  { ssr: false },
);
