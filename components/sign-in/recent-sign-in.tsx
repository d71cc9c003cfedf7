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

// Needed only when the sign-in is older than five minutes.
const ConfirmIdentity = dynamic(
  () =>
    import("./confirm-identity.tsx").then((module) => module.ConfirmIdentity),
  { ssr: false },
);

/** Resolves to whether the user confirmed their identity. */
const Asking = createContext<() => Promise<boolean>>(() =>
  Promise.resolve(false),
);

/** Shows the identity check for every action below it that needs a recent sign-in. */
export function RecentSignIn({
  singleSignOn,
  children,
}: {
  /** Name of the single sign-on provider; null when there is none. */
  singleSignOn: string | null;
  children: ReactNode;
}) {
  const [request, setRequest] = useState<{
    settle: (proven: boolean) => void;
  } | null>(null);
  const ask = useCallback(
    () => new Promise<boolean>((settle) => setRequest({ settle })),
    [],
  );
  const settle = (proven: boolean) => () => {
    request?.settle(proven);
    setRequest(null);
  };
  return (
    <Asking value={ask}>
      {children}
      {request && (
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

/** `proven` runs a call; if it is refused for want of a recent sign-in, it confirms the user's identity and retries once. */
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
