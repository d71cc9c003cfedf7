"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
import type { LinkView } from "#lib/authorization/index.ts";
import { finalStatuses } from "#lib/authorization/kinds.ts";

export interface NewLink {
  kind: "any" | "official_account" | "mini_program" | "account";
  appid?: string;
  label?: string;
  expiresInDays?: number;
  permissionSets?: number[];
}

export interface MadeLink {
  token: string;
  url: string;
  expiresAt: string;
}

const POLL_MS = 1_500;
export function useCreateLink() {
  return useMutation({
    mutationFn: (body: NewLink) =>
      api<MadeLink>("/authorization-links", { method: "POST", body }),
  });
}

/** Follows a link until nothing more can come of it. */
export function useLinkStatus(token: string) {
  return useQuery({
    queryKey: ["authorization-link", token],
    queryFn: () => api<LinkView>(`/authorization-links/${token}`),
    refetchInterval: (query) =>
      query.state.data && finalStatuses.includes(query.state.data.status)
        ? false
        : POLL_MS,
    refetchIntervalInBackground: true,
  });
}

export function useRevokeLink() {
  const router = useRouter();
  return useMutation({
    mutationFn: (token: string) =>
      api<undefined>(`/authorization-links/${token}`, { method: "DELETE" }),
    onSuccess: () => router.refresh(),
  });
}
