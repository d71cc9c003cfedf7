"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
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
  useChange((body: { currentPassword?: string; newPassword: string }) =>
    api<undefined>("/account/password", { method: "PUT", body }),
  );

export const useEndSession = () =>
  useChange((id: string) =>
    api<undefined>(`/account/sessions/${id}`, { method: "DELETE" }),
  );

export const useEndOtherSessions = () =>
  useChange(() =>
    api<{ ended: number }>("/account/end-other-sessions", { method: "POST" }),
  );
