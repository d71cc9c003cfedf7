"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";

/** A change after which the page is rendered again, also when it failed. */
export function useChange<Answer, Input = void>(
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const router = useRouter();
  return useMutation({ mutationFn, onSettled: () => router.refresh() });
}

/** A change that needs a recent sign-in; asks for one where the server refuses the change without it. */
export function useSensitiveChange<Answer, Input = void>(
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const { proven } = useRecentSignIn();
  return useChange((input: Input) => proven(() => mutationFn(input)));
}
