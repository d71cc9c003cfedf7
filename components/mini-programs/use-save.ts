"use client";

import { useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { type ConfigChange, useSaveConfig, useTestSource } from "./api.ts";
import type { SourceTest } from "#lib/mini-programs/index.ts";

type Part = "send" | "receipt" | "both";

/** The state of a save: pending, refused by the test, refused by the server, or done. */
export interface Save {
  pending: Part | null;
  /** The part that was last asked to be saved. */
  part: Part | null;
  /** Result of the test before the save; a source that fails it is saved only after confirmation. */
  result: SourceTest | null;
  error: Error | null;
  /** By field of the API. */
  fields: Record<string, string>;
  saved: boolean;
  /** Number of saves: the key of the forms, so that each save resets them and drops typed secrets. */
  round: number;
  run: (change: ConfigChange) => Promise<void>;
  /** Saves although the test failed. */
  anyway: (() => Promise<void>) | null;
}

/** Saves the parts of a configuration; how a Mini Program sends is tested first. */
export function useSave(appid: string): Save {
  const test = useTestSource(appid);
  const put = useSaveConfig(appid);
  const [part, setPart] = useState<Part | null>(null);
  const [waiting, setWaiting] = useState<ConfigChange | null>(null);
  const [round, setRound] = useState(0);
  const busy = test.isPending || put.isPending;
  const store = async (change: ConfigChange, tested: boolean) => {
    setWaiting(null);
    await put.mutateAsync({ change, tested }).then(
      () => setRound((count) => count + 1),
      // Shown through `error`.
      () => undefined,
    );
  };
  const run = async (change: ConfigChange) => {
    setPart(partOf(change));
    setWaiting(null);
    put.reset();
    test.reset();
    if (!change.send) return store(change, false);
    const result = await test.mutateAsync(change.send).catch(() => null);
    if (result?.ok) await store(change, true);
    else if (result) setWaiting(change);
  };
  const error = put.error ?? test.error;
  return {
    pending: busy ? part : null,
    part,
    result: test.data ?? null,
    error,
    fields: error instanceof ApiProblem ? error.fields : {},
    saved: put.isSuccess,
    round,
    run,
    anyway: waiting && !busy ? () => store(waiting, false) : null,
  };
}

function partOf(change: ConfigChange): Part {
  if (change.receipt === undefined) return "send";
  return change.send === undefined ? "receipt" : "both";
}
