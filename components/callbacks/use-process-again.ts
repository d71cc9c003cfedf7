"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import type { CallbackEvent } from "#lib/callbacks/read/index.ts";
import { askToProcessAgain, readEvent } from "./api.ts";

/** Small enough that the count moves and a stop takes effect soon. */
const BATCH = 10;
const LOOK_MS = 500;
/** Longer than most events take; the server continues a slower one without this page watching it. */
const WATCH_MS = 20_000;

/** The outcome of one event: its current state, or why processing did not start. */
export interface Outcome {
  event: CallbackEvent;
  refusal: string | null;
}

/** How far the processing of parked events has come. */
export interface Progress {
  total: number;
  outcomes: Outcome[];
  state: "running" | "finished" | "stopped" | "unreachable";
}

/** Processes parked events again and polls each until its outcome is known. */
export function useProcessAgain() {
  const router = useRouter();
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const stopping = useRef(false);

  /** @param choose returns the events, which it may have to load first */
  const run = async (choose: () => Promise<CallbackEvent[]>) => {
    stopping.current = false;
    let now: Progress = { total: 0, outcomes: [], state: "running" };
    const show = (change: Partial<Progress>) => {
      now = { ...now, ...change };
      setProgress(now);
    };
    show({});
    try {
      const events = await choose();
      show({ total: events.length });
      for (let from = 0; from < events.length; from += BATCH) {
        if (stopping.current) break;
        const batch = events.slice(from, from + BATCH);
        const outcomes = await Promise.all(batch.map(processOne));
        show({ outcomes: [...now.outcomes, ...outcomes] });
      }
      show({
        state: now.outcomes.length < now.total ? "stopped" : "finished",
      });
    } catch {
      show({ state: "unreachable" });
    }
    router.refresh();
    await client.invalidateQueries({ queryKey: ["events"] });
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

/** @throws {ApiProblem} when the console cannot be reached */
async function processOne(event: CallbackEvent): Promise<Outcome> {
  try {
    await askToProcessAgain(event.id);
    return { event: await watch(event.id), refusal: null };
  } catch (error) {
    if (error instanceof ApiProblem && error.status > 0)
      return { event, refusal: error.message };
    throw error;
  }
}

/** The event after its next attempt has ended, or its current state after the time limit. */
async function watch(id: string): Promise<CallbackEvent> {
  const deadline = performance.now() + WATCH_MS;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const event = await readEvent(id);
    const ended = event.state !== "pending" || event.errorKey !== null;
    if (ended || performance.now() > deadline) return event;
  }
}
