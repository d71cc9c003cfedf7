"use client";

import dynamic from "next/dynamic";
import type { DialogProps } from "./dialog-window.tsx";

// A page needs none of it before somebody opens a dialog.
const DialogWindow = dynamic(() =>
  import("./dialog-window.tsx").then((module) => module.DialogWindow),
);

/** A window over the page; on a phone it takes the whole screen. */
export function Dialog({ open, ...props }: DialogProps & { open: boolean }) {
  return open && <DialogWindow {...props} />;
}
