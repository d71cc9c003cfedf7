"use client";

import { type BodyOf, call } from "#components/api-client.ts";
import { useSensitiveChange } from "#components/use-change.ts";

export const useInvite = () =>
  useSensitiveChange((body: BodyOf<"inviteMember">) =>
    call("inviteMember", { body }),
  );

export const useRevokeInvitation = (id: string) =>
  useSensitiveChange(() => call("revokeInvitation", { id }));

export const useChangeMember = (id: string) =>
  useSensitiveChange((body: BodyOf<"changeMember">) =>
    call("changeMember", { id, body }),
  );

export const useEndSessions = (id: string) =>
  useSensitiveChange(() => call("endMemberSessions", { id }));

export const useResetSecondFactor = (id: string) =>
  useSensitiveChange(() => call("resetSecondFactor", { id }));

export const useResetLink = (id: string) =>
  useSensitiveChange(() => call("makeResetLink", { id }));
