"use client";

import dynamic from "next/dynamic";

// The page shows only the list; forms and dialogs are loaded when they are opened.
export const AddKeyDialog = dynamic(
  () => import("./add-key-dialog.tsx").then((module) => module.AddKeyDialog),
  { ssr: false },
);
export const EditKeyDialog = dynamic(
  () => import("./edit-key-dialog.tsx").then((module) => module.EditKeyDialog),
  { ssr: false },
);
export const RotateKey = dynamic(
  () => import("./rotate-key.tsx").then((module) => module.RotateKey),
  { ssr: false },
);
export const RevokeKey = dynamic(
  () => import("./revoke-key.tsx").then((module) => module.RevokeKey),
  { ssr: false },
);
