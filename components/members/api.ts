"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import type { Role } from "#lib/access/index.ts";
import type { LinkToPass } from "#lib/identity/members/index.ts";

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

export interface InvitationInput {
  email: string;
  role: Role;
  days: number;
}

export const useInvite = () =>
  useChange((body: InvitationInput) =>
    api<LinkToPass>("/members/invitations", { method: "POST", body }),
  );

export const useRevokeInvitation = (id: string) =>
  useChange(() =>
    api<undefined>(`/members/invitations/${id}`, { method: "DELETE" }),
  );

export const useChangeMember = (id: string) =>
  useChange((body: { role?: Role; disabled?: boolean }) =>
    api<undefined>(`/members/${id}`, { method: "PUT", body }),
  );

export const useEndSessions = (id: string) =>
  useChange(() =>
    api<{ ended: number }>(`/members/${id}/end-sessions`, { method: "POST" }),
  );

export const useResetSecondFactor = (id: string) =>
  useChange(() =>
    api<undefined>(`/members/${id}/reset-second-factor`, { method: "POST" }),
  );

export const useResetLink = (id: string) =>
  useChange(() =>
    api<LinkToPass>(`/members/${id}/reset-link`, { method: "POST" }),
  );
