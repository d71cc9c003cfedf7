"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { call } from "#components/api-client.ts";
import type { BulkAction } from "#lib/accounts/index.ts";
import type { Selected } from "./use-selection.ts";

/** Batch size: small enough that the count moves and a stop takes effect soon. */
const BATCH = 20;

export interface Failure {
  appid: string;
  name: string;
  detail: string;
}

/** How far a bulk operation has come. */
export interface BulkProgress {
  action: BulkAction;
  total: number;
  done: number;
  failures: Failure[];
  state: "running" | "finished" | "stopped" | "unreachable";
}

/** Runs one operation over many accounts in batches until it is finished, stopped, or the server is unreachable. */
export function useBulkRun() {
  const router = useRouter();
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const stopping = useRef(false);
  const run = async (action: BulkAction, accounts: Selected[]) => {
    stopping.current = false;
    const names = new Map(accounts.map(({ appid, name }) => [appid, name]));
    let now: BulkProgress = {
      action,
      total: accounts.length,
      done: 0,
      failures: [],
      state: "running",
    };
    const show = (change: Partial<BulkProgress>) => {
      now = { ...now, ...change };
      setProgress(now);
    };
    show({});
    for (let from = 0; from < accounts.length; from += BATCH) {
      if (stopping.current) {
        show({ state: "stopped" });
        break;
      }
      const batch = accounts.slice(from, from + BATCH);
      try {
        const { results } = await call("changeAccounts", {
          body: { action, appids: batch.map(({ appid }) => appid) },
        });
        show({
          done: now.done + batch.length,
          failures: [
            ...now.failures,
            ...results
              .filter(({ ok }) => !ok)
              .map(({ appid, detail = "" }) => ({
                appid,
                name: names.get(appid) ?? appid,
                detail,
              })),
          ],
        });
      } catch {
        show({ state: "unreachable" });
        break;
      }
    }
    if (now.state === "running") show({ state: "finished" });
    router.refresh();
  };
  return {
    progress,
    run,
    stop: () => {
      stopping.current = true;
    },
    dismiss: () => setProgress(null),
  };
}
