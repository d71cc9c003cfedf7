"use client";

import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { type BodyOf, call } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import { useChange } from "#components/use-change.ts";

export function useEnable(appid: string) {
  return useChange(() => call("enableAccount", { appid }));
}

export function useDisable(appid: string) {
  return useChange(() => call("disableAccount", { appid }));
}

export function useSetOpenid(appid: string) {
  return useChange((body: BodyOf<"setOpenidProperty">) =>
    call("setOpenidProperty", { appid, body }),
  );
}

export function useOpenidChoices(appid: string, q: string) {
  return useQuery({
    queryKey: ["openid-choices", appid, q],
    queryFn: () => call("listOpenidChoices", { appid, query: { q } }),
    placeholderData: keepPreviousData,
  });
}

const quotaKey = (appid: string) => ["quota", appid];

/** Today's use and past resets. The use is read first, because that settles resets with an unknown outcome. */
export function useQuota(appid: string) {
  return useQuery({
    queryKey: quotaKey(appid),
    queryFn: async () => {
      const today = await call("readQuota", { appid }).catch(
        (error: unknown) => error as Error,
      );
      const ledger = await call("listQuotaResets", { appid });
      return { today, ledger };
    },
    retry: false,
  });
}

export function useResetQuota(appid: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call("resetQuota", { appid }),
    onSettled: () => client.invalidateQueries({ queryKey: quotaKey(appid) }),
  });
}

export function useDeletionPreview(appid: string, enabled: boolean) {
  return useQuery({
    queryKey: ["deletion", appid],
    queryFn: () => call("previewDeletion", { appid }),
    enabled,
    gcTime: 0,
  });
}

export function useDeleteAccount(appid: string) {
  const { proven } = useRecentSignIn();
  return useMutation({
    mutationFn: (confirmName: string) =>
      proven(() => call("deleteAccount", { appid, body: { confirmName } })),
  });
}
