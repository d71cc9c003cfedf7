"use client";

import { useEffect, useRef } from "react";

/**
 * Makes the last call that it was given after a pause, so that an address does not change with every key.
 *
 * A link that is followed makes the call at once: after it, the call would take the person back to the page they left.
 * For the same reason going back in the history, or leaving the page otherwise, drops it.
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
    // Other clicks wait: what renders between the press of a checkbox and its change takes the change away.
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
