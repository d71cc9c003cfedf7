"use client";

import { useQuery } from "@tanstack/react-query";
import { call } from "#components/api-client.ts";
import type { Status } from "#lib/monitoring/status/index.ts";

/** The status of the whole system, polled. */
export function useStatus(options: { everyMs: number; initial?: Status }) {
  return useQuery({
    queryKey: ["status"],
    queryFn: () => call("readStatus"),
    initialData: options.initial,
    refetchInterval: options.everyMs,
    retry: false,
  });
}
