"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type BodyOf, call } from "#components/api-client.ts";
import { finalStatuses } from "#lib/authorization/kinds.ts";

export type LinkInput = BodyOf<"createLink">;

const POLL_MS = 1_500;
export function useCreateLink() {
  return useMutation({
    mutationFn: (body: LinkInput) => call("createLink", { body }),
  });
}

/** Polls a link until its status is final. */
export function useLinkStatus(token: string) {
  return useQuery({
    queryKey: ["authorization-link", token],
    queryFn: () => call("readLink", { token }),
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
    mutationFn: (token: string) => call("revokeLink", { token }),
    onSuccess: () => router.refresh(),
  });
}
