"use client";

import type { ReactNode } from "react";
import { Button } from "./button.tsx";

/** A progress bar with a button that stops the work or closes the bar. */
export function ProgressLine({
  label,
  done,
  total,
  action,
  onAction,
  children,
}: {
  label: string;
  done: number;
  total: number;
  /** Text of the button. */
  action: string;
  onAction: () => void;
  /** The same in words. */
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <progress
        className="h-2 w-48 max-w-full accent-jade"
        max={Math.max(total, 1)}
        value={done}
        aria-label={label}
      />
      <p role="status">{children}</p>
      <Button size="small" onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}
