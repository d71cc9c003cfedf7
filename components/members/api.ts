"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type BodyOf, call } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";

/** A change that wants a recent sign-in; afterwards the page shows what is. */
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

export const useInvite = () =>
  useChange((body: BodyOf<"inviteMember">) => call("inviteMember", { body }));

export const useRevokeInvitation = (id: string) =>
  useChange(() => call("revokeInvitation", { id }));

export const useChangeMember = (id: string) =>
  useChange((body: BodyOf<"changeMember">) =>
    call("changeMember", { id, body }),
  );

export const useEndSessions = (id: string) =>
  useChange(() => call("endMemberSessions", { id }));

export const useResetSecondFactor = (id: string) =>
  useChange(() => call("resetSecondFactor", { id }));

export const useResetLink = (id: string) =>
  useChange(() => call("makeResetLink", { id }));
