"use client";

import { useQuery } from "@tanstack/react-query";
import { call, type QueryOf } from "#components/api-client.ts";
import type { CallbackEvent } from "#lib/callbacks/read/index.ts";

/** The filters of the list of events, except the state. */
export type EventFilter = Pick<QueryOf<"listEvents">, "q" | "channel" | "name">;

const POLL_MS = 2_000;

/** One event with its masked body. */
export const readEvent = (id: string) => call("readEvent", { id });

/** The same, polled while the event is pending. */
export function useEvent(id: string) {
  return useQuery({
    queryKey: ["events", id],
    queryFn: () => readEvent(id),
    refetchInterval: ({ state }) =>
      state.data?.state === "pending" ? POLL_MS : false,
  });
}

export const askToProcessAgain = (id: string) =>
  call("processEventAgain", { id });

/** The newest parked events of a filter, as many as are processed again in one run. */
export async function readParked(
  filter: EventFilter,
  limit: number,
): Promise<CallbackEvent[]> {
  const query = { ...filter, state: "failed" as const, limit };
  return (await call("listEvents", { query })).items;
}
