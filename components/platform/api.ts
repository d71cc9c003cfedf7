"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import type { PlatformOverview } from "#lib/credentials/platform/index.ts";

const key = ["platform"];
const POLL_MS = 5_000;

/** The platform as the server last told it, asked again every five seconds. */
export function usePlatform(initialData: PlatformOverview) {
  return useQuery({
    queryKey: key,
    queryFn: () => api<PlatformOverview>("/platform"),
    initialData,
    refetchInterval: POLL_MS,
  });
}

export interface PlatformChange {
  componentAppid: string;
  displayName: string;
  appSecret?: string;
  token?: string;
  encodingAesKey?: string;
}

export function useSavePlatform() {
  const client = useQueryClient();
  const router = useRouter();
  const { proven } = useRecentSignIn();
  return useMutation({
    mutationFn: (body: PlatformChange) =>
      proven(() => api<PlatformOverview>("/platform", { method: "PUT", body })),
    onSuccess: (overview) => {
      client.setQueryData(key, overview);
      router.refresh();
    },
  });
}

export function useStartPushTicket() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      api<{ restarted: boolean }>("/platform/start-push-ticket", {
        method: "POST",
      }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
