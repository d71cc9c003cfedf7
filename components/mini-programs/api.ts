"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type BodyOf, call } from "#components/api-client.ts";
import type { MiniProgramConfig } from "#lib/mini-programs/index.ts";

const POLL_MS = 3_000;
/** What a form says; a secret that was left empty is left out. */
export type ConfigChange = BodyOf<"saveMiniProgramConfig">;
export type SendChange = NonNullable<ConfigChange["send"]>;
export type ReceiptChange = NonNullable<ConfigChange["receipt"]>;

const keyOf = (appid: string) => ["mini-program-config", appid];

/** The configuration as the server last told it, asked again every three seconds: WeChat's check comes at any moment. */
export function useConfig(appid: string, initialData: MiniProgramConfig) {
  return useQuery({
    queryKey: keyOf(appid),
    queryFn: () => call("readMiniProgramConfig", { appid }),
    initialData,
    refetchInterval: POLL_MS,
  });
}

/** Tests a draft, or what is saved when there is no draft. */
export function useTestSource(appid: string) {
  return useMutation({
    mutationFn: (send?: SendChange) =>
      call("testMiniProgramSource", { appid, body: send ? { send } : {} }),
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
      const saved = await call("saveMiniProgramConfig", {
        appid,
        body: change,
      });
      if (!tested) return saved;
      await call("testMiniProgramSource", { appid });
      return call("readMiniProgramConfig", { appid });
    },
    onSuccess: told,
  });
}

export function useRenewAddress(appid: string) {
  const told = useTold(appid);
  return useMutation({
    mutationFn: () => call("renewReceiptAddress", { appid }),
    onSuccess: told,
  });
}
