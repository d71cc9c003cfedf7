"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
import type { MiniProgramConfig } from "#lib/mini-programs/index.ts";

const POLL_MS = 3_000;
const keyOf = (appid: string) => ["mini-program-config", appid];
const pathOf = (appid: string) => `/accounts/${appid}/mini-program-config`;

/** What a form says of the sending; a secret that was left empty is left out. */
export type SendChange =
  | {
      mode: "url";
      url?: string;
      method: "GET" | "POST";
      headers?: Record<string, string>;
      tokenPath: string;
    }
  | { mode: "app_secret"; appSecret?: string };

/** What a form says of the receipts; a secret that was left empty is left out. */
export interface ReceiptChange {
  token?: string;
  encodingAesKey?: string;
  mode: NonNullable<MiniProgramConfig["receipt"]["mode"]>;
  format: NonNullable<MiniProgramConfig["receipt"]["format"]>;
  source: NonNullable<MiniProgramConfig["receipt"]["source"]>;
  allow: string[];
}

export interface ConfigChange {
  send?: SendChange | null;
  receipt?: ReceiptChange;
}

export interface TestResult {
  ok: boolean;
  checks: { id: string; ok: boolean; detail: string }[];
}

/** The configuration as the server last told it, asked again every three seconds: WeChat's check comes at any moment. */
export function useConfig(appid: string, initialData: MiniProgramConfig) {
  return useQuery({
    queryKey: keyOf(appid),
    queryFn: () => api<MiniProgramConfig>(pathOf(appid)),
    initialData,
    refetchInterval: POLL_MS,
  });
}

/** Tests a draft, or what is saved when there is no draft. */
export function useTestSource(appid: string) {
  return useMutation({
    mutationFn: (send?: SendChange) =>
      api<TestResult>(`${pathOf(appid)}/test`, {
        method: "POST",
        body: send ? { send } : {},
      }),
  });
}

function useTold(appid: string) {
  const client = useQueryClient();
  const router = useRouter();
  return (config: MiniProgramConfig) => {
    client.setQueryData(keyOf(appid), config);
    router.refresh();
  };
}

/** Saves; with `tested` what was just saved is tested once more, so that its state says so. */
export function useSaveConfig(appid: string) {
  const told = useTold(appid);
  return useMutation({
    mutationFn: async ({
      change,
      tested,
    }: {
      change: ConfigChange;
      tested: boolean;
    }) => {
      const saved = await api<MiniProgramConfig>(pathOf(appid), {
        method: "PUT",
        body: change,
      });
      if (!tested) return saved;
      await api(`${pathOf(appid)}/test`, { method: "POST" });
      return api<MiniProgramConfig>(pathOf(appid));
    },
    onSuccess: told,
  });
}

export function useRenewAddress(appid: string) {
  const told = useTold(appid);
  return useMutation({
    mutationFn: () =>
      api<MiniProgramConfig>(`${pathOf(appid)}/receipt-address`, {
        method: "POST",
      }),
    onSuccess: told,
  });
}
