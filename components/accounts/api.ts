"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { call } from "#components/api-client.ts";

/** Reconciles the list with WeChat's and shows the result. */
export function useSyncAccounts() {
  const router = useRouter();
  return useMutation({
    mutationFn: () => call("syncAccounts"),
    onSettled: () => router.refresh(),
  });
}

/** Reads one account's data from WeChat again. */
export function useRefreshAccount(appid: string) {
  const router = useRouter();
  return useMutation({
    mutationFn: () => call("refreshAccount", { appid }),
    onSettled: () => router.refresh(),
  });
}
