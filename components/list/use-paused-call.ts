"use client";

import { useEffect, useRef } from "react";

/**
 * Debounces a call, so that the URL does not change with every keystroke.
 *
 * Following a link makes the call immediately: made later, it would take the user back to the page they left.
 * For the same reason, going back in the history or leaving the page otherwise cancels it.
 *
 * @param pauseMs milliseconds without a further call
 */
export function usePausedCall(pauseMs: number): (call: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<(() => void) | null>(null);

  const drop = () => {
    clearTimeout(timer.current);
    waiting.current = null;
  };
  const settle = () => {
    const call = waiting.current;
    drop();
    call?.();
  };
  useEffect(() => {
    // Not for other clicks: a render between the press of a checkbox and its change event would lose the change.
    const settleForLink = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest("a")) settle();
    };
    document.addEventListener("click", settleForLink, true);
    window.addEventListener("popstate", drop);
    return () => {
      document.removeEventListener("click", settleForLink, true);
      window.removeEventListener("popstate", drop);
      drop();
    };
  }, []);

  return (call) => {
    drop();
    waiting.current = call;
    timer.current = setTimeout(settle, pauseMs);
  };
}
