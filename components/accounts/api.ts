"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { call } from "#components/api-client.ts";

/** Compares the list with WeChat's own, then shows the new one. */
export function useSyncAccounts() {
  const router = useRouter();
  return useMutation({
    mutationFn: () => call("syncAccounts"),
    onSettled: () => router.refresh(),
  });
}

/** Asks WeChat for one account's data again. */
export function useRefreshAccount(appid: string) {
  const router = useRouter();
  return useMutation({
    mutationFn: () => call("refreshAccount", { appid }),
    onSettled: () => router.refresh(),
  });
}
