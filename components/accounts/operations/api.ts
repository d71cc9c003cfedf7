"use client";

import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import type {
  AccountSummary,
  DeletionCounts,
  OpenidChoice,
} from "#lib/accounts/index.ts";
import type {
  Allowance,
  InterfaceQuota,
  QuotaReset,
  ResetResult,
} from "#lib/accounts/quota/index.ts";

/** A change of one account; afterwards the page shows what is. */
function useChange<Answer, Input = void>(
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const router = useRouter();
  return useMutation({ mutationFn, onSettled: () => router.refresh() });
}

export function useEnable(appid: string) {
  return useChange(() =>
    api<AccountSummary>(`/accounts/${appid}/enable`, { method: "POST" }),
  );
}

export function useDisable(appid: string) {
  return useChange(() =>
    api<AccountSummary>(`/accounts/${appid}/disable`, { method: "POST" }),
  );
}

export function useSetOpenid(appid: string) {
  return useChange(
    (body: { propertyId: string | null; confirmShared?: true }) =>
      api<AccountSummary>(`/accounts/${appid}/openid-property`, {
        method: "PUT",
        body,
      }),
  );
}

export function useOpenidChoices(appid: string, q: string) {
  return useQuery({
    queryKey: ["openid-choices", appid, q],
    queryFn: () =>
      api<{ items: OpenidChoice[]; nextCursor: string | null }>(
        `/accounts/${appid}/openid-property?q=${encodeURIComponent(q)}`,
      ),
    placeholderData: keepPreviousData,
  });
}

const quotaKey = (appid: string) => ["quota", appid];

/** Today's use and the ledger of resets; the reading comes first, as it settles resets whose outcome was unknown. */
export function useQuota(appid: string) {
  return useQuery({
    queryKey: quotaKey(appid),
    queryFn: async () => {
      const today = await api<{ interfaces: InterfaceQuota[] }>(
        `/accounts/${appid}/quota`,
      ).catch((error: unknown) => error as Error);
      const ledger = await api<Allowance & { items: QuotaReset[] }>(
        `/accounts/${appid}/quota-resets`,
      );
      return { today, ledger };
    },
    retry: false,
  });
}

export function useResetQuota(appid: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      api<ResetResult>(`/accounts/${appid}/quota-resets`, { method: "POST" }),
    onSettled: () => client.invalidateQueries({ queryKey: quotaKey(appid) }),
  });
}

export function useDeletionPreview(appid: string, enabled: boolean) {
  return useQuery({
    queryKey: ["deletion", appid],
    queryFn: () =>
      api<{ deletable: boolean; counts: DeletionCounts }>(
        `/accounts/${appid}/deletion`,
      ),
    enabled,
    gcTime: 0,
  });
}

export function useDeleteAccount(appid: string) {
  const { proven } = useRecentSignIn();
  return useMutation({
    mutationFn: (confirmName: string) =>
      proven(() =>
        api<{ removed: DeletionCounts }>(`/accounts/${appid}`, {
          method: "DELETE",
          body: { confirmName },
        }),
      ),
  });
}
