"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { ApiProblem } from "#components/api-client.ts";

// Needed only by who has signed in longer than five minutes ago.
const ConfirmIdentity = dynamic(
  () =>
    import("./confirm-identity.tsx").then((module) => module.ConfirmIdentity),
  { ssr: false },
);

const isRefusedForAge = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && error.code === "recent_sign_in_required";

/**
 * For what wants a recent sign-in: `proven` runs it; when it is refused for that, `dialog` asks the person to prove to be
 * themselves, and it is run again.
 */
export function useRecentSignIn() {
  const [asked, setAsked] = useState<{
    proven: () => void;
    givenUp: () => void;
  } | null>(null);
  const proven = async <Answer,>(
    act: () => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await act();
    } catch (error) {
      if (!isRefusedForAge(error)) throw error;
      await new Promise<void>((resolve, reject) =>
        setAsked({ proven: resolve, givenUp: () => reject(error) }),
      );
      return act();
    }
  };
  const settle = (how: "proven" | "givenUp") => () => {
    asked?.[how]();
    setAsked(null);
  };
  const dialog = asked && (
    <ConfirmIdentity
      onConfirmed={settle("proven")}
      onClose={settle("givenUp")}
    />
  );
  return { proven, dialog };
}
