"use client";

import dynamic from "next/dynamic";
import type { DialogProps } from "./dialog-window.tsx";

// Loaded when a dialog is first opened. Without `ssr: false` Next.js makes no Suspense boundary, and the
// page around the dialog would disappear and lose the focus until it is loaded.
const DialogWindow = dynamic(
  () => import("./dialog-window.tsx").then((module) => module.DialogWindow),
  { ssr: false },
);

/** A modal dialog; full screen on a phone. */
export function Dialog({ open, ...props }: DialogProps & { open: boolean }) {
  return open && <DialogWindow {...props} />;
}
