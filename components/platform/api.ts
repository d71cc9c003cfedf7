"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type BodyOf, call } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import type { PlatformOverview } from "#lib/credentials/platform/index.ts";

const key = ["platform"];
const POLL_MS = 5_000;

/** The platform, read again every five seconds. */
export function usePlatform(initialData: PlatformOverview) {
  return useQuery({
    queryKey: key,
    queryFn: () => call("readPlatform"),
    initialData,
    refetchInterval: POLL_MS,
  });
}

export type PlatformChange = BodyOf<"savePlatform">;

export function useSavePlatform() {
  const client = useQueryClient();
  const router = useRouter();
  const { proven } = useRecentSignIn();
  return useMutation({
    mutationFn: (body: PlatformChange) =>
      proven(() => call("savePlatform", { body })),
    onSuccess: (overview) => {
      client.setQueryData(key, overview);
      router.refresh();
    },
  });
}

export function useStartPushTicket() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call("startPushTicket"),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
