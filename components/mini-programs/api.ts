"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type BodyOf, call } from "#components/api-client.ts";
import type { MiniProgramConfig } from "#lib/mini-programs/index.ts";

const POLL_MS = 3_000;
/** The input of a form; an empty secret field is left out and keeps the saved secret. */
export type ConfigChange = BodyOf<"saveMiniProgramConfig">;
export type SendChange = NonNullable<ConfigChange["send"]>;
export type ReceiptChange = NonNullable<ConfigChange["receipt"]>;

const keyOf = (appid: string) => ["mini-program-config", appid];

/** The configuration, polled because WeChat's check of the address can arrive at any moment. */
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

function useShowConfig(appid: string) {
  const client = useQueryClient();
  const router = useRouter();
  return (config: MiniProgramConfig) => {
    client.setQueryData(keyOf(appid), config);
    router.refresh();
  };
}

/** Saves; with `tested` the saved source is tested again, so that its state records the result. */
export function useSaveConfig(appid: string) {
  const showConfig = useShowConfig(appid);
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
    onSuccess: showConfig,
  });
}

export function useRenewAddress(appid: string) {
  const showConfig = useShowConfig(appid);
  return useMutation({
    mutationFn: () => call("renewReceiptAddress", { appid }),
    onSuccess: showConfig,
  });
}
