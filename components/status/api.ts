"use client";

import { useQuery } from "@tanstack/react-query";
import { call } from "#components/api-client.ts";
import type { Status } from "#lib/monitoring/status/index.ts";

/** How all stands, asked for again and again. */
export function useStatus(options: { everyMs: number; initial?: Status }) {
  return useQuery({
    queryKey: ["status"],
    queryFn: () => call("readStatus"),
    initialData: options.initial,
    refetchInterval: options.everyMs,
    retry: false,
  });
}
