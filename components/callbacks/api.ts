"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type {
  CallbackEvent,
  CallbackEventDetail,
} from "#lib/callbacks/read/index.ts";

const POLL_MS = 2_000;

const path = (id: string) => `/events/${encodeURIComponent(id)}`;

/** One event with its masked body. */
export const readEvent = (id: string) => api<CallbackEventDetail>(path(id));

/** The same, asked again as long as it is to be processed. */
export function useEvent(id: string) {
  return useQuery({
    queryKey: ["events", id],
    queryFn: () => readEvent(id),
    refetchInterval: ({ state }) =>
      state.data?.state === "pending" ? POLL_MS : false,
  });
}

export const askToProcessAgain = (id: string) =>
  api<undefined>(`${path(id)}/process-again`, { method: "POST" });

/** The newest parked events of a filter, as many as are processed again at once. */
export async function readParked(
  filter: Record<string, string>,
  limit: number,
): Promise<CallbackEvent[]> {
  const query = new URLSearchParams({
    ...filter,
    state: "failed",
    limit: String(limit),
  });
  return (await api<{ items: CallbackEvent[] }>(`/events?${query.toString()}`))
    .items;
}
