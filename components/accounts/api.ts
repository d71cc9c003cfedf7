"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
import type { AccountSummary } from "#lib/accounts/index.ts";
import type { SyncResult } from "#lib/authorization/index.ts";

/** Compares the list with WeChat's own, then shows the new one. */
export function useSyncAccounts() {
  const router = useRouter();
  return useMutation({
    mutationFn: () =>
      api<SyncResult>("/platform/sync-accounts", { method: "POST" }),
    onSettled: () => router.refresh(),
  });
}

/** Asks WeChat for one account's data again. */
export function useRefreshAccount(appid: string) {
  const router = useRouter();
  return useMutation({
    mutationFn: () =>
      api<AccountSummary>(`/accounts/${appid}/refresh`, { method: "POST" }),
    onSettled: () => router.refresh(),
  });
}
