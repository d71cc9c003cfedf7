"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type BodyOf, call } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";

/** A change of one's own account; afterwards the page shows what is. */
function useChange<Answer, Input = void>(
  act: (input: Input) => Promise<Answer>,
) {
  const router = useRouter();
  const { proven } = useRecentSignIn();
  return useMutation({
    mutationFn: (input: Input) => proven(() => act(input)),
    onSettled: () => router.refresh(),
  });
}

export const useChangePassword = () =>
  useChange((body: BodyOf<"changeOwnPassword">) =>
    call("changeOwnPassword", { body }),
  );

export const useEndSession = () =>
  useChange((id: string) => call("endOwnSession", { id }));

export const useEndOtherSessions = () =>
  useChange(() => call("endOtherSessions"));
