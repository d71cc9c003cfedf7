"use client";

import dynamic from "next/dynamic";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useState,
} from "react";
import { ApiProblem } from "#components/api-client.ts";

// Needed only by who has signed in longer than five minutes ago.
const ConfirmIdentity = dynamic(
  () =>
    import("./confirm-identity.tsx").then((module) => module.ConfirmIdentity),
  { ssr: false },
);

/** Resolves with whether the person has proved to be themselves. */
const Asking = createContext<() => Promise<boolean>>(() =>
  Promise.resolve(false),
);

/** Around all that may want a recent sign-in: asks for it, in one place. */
export function RecentSignIn({
  singleSignOn,
  children,
}: {
  /** The name of the company's own sign-in; null when there is none. */
  singleSignOn: string | null;
  children: ReactNode;
}) {
  const [asked, setAsked] = useState<{
    settle: (proven: boolean) => void;
  } | null>(null);
  const ask = useCallback(
    () => new Promise<boolean>((settle) => setAsked({ settle })),
    [],
  );
  const settle = (proven: boolean) => () => {
    asked?.settle(proven);
    setAsked(null);
  };
  return (
    <Asking value={ask}>
      {children}
      {asked && (
        <ConfirmIdentity
          singleSignOn={singleSignOn}
          onConfirmed={settle(true)}
          onClose={settle(false)}
        />
      )}
    </Asking>
  );
}

const isRefusedForAge = (error: unknown) =>
  error instanceof ApiProblem && error.code === "recent_sign_in_required";

/** `proven` runs what wants a recent sign-in; when it is refused for that, the person is asked, and it is run again. */
export function useRecentSignIn() {
  const ask = use(Asking);
  const proven = async <Answer,>(
    act: () => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await act();
    } catch (error) {
      if (!isRefusedForAge(error) || !(await ask())) throw error;
      return act();
    }
  };
  return { proven };
}
