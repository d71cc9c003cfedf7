"use client";

import dynamic from "next/dynamic";
import type { DialogProps } from "./dialog-window.tsx";

// A page needs none of it before somebody opens a dialog. Without `ssr: false` Next.js makes no Suspense boundary, and the
// page around the dialog would vanish, and lose the focus, until it has come.
const DialogWindow = dynamic(
  () => import("./dialog-window.tsx").then((module) => module.DialogWindow),
  { ssr: false },
);

/** A window over the page; on a phone it takes the whole screen. */
export function Dialog({ open, ...props }: DialogProps & { open: boolean }) {
  return open && <DialogWindow {...props} />;
}
