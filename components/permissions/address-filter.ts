"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useOutsideChange } from "#components/list/use-outside-change.ts";
import { usePausedCall } from "#components/list/use-paused-call.ts";
import { flags, type SetFilter } from "./filter-sets.ts";

/** Browsers block a URL that changes with every keystroke. */
const ADDRESS_PAUSE_MS = 350;

export const types = [
  "official_account",
  "mini_program",
  "channels",
  "shop_talent",
] as const;

function readFilter(params: URLSearchParams): SetFilter {
  const flag = (name: string) => params.get(name) === "1";
  return {
    q: params.get("q") ?? "",
    type: types.find((type) => type === params.get("type")) ?? "",
    minimum: flag("minimum"),
    exclusive: flag("exclusive"),
    agreement: flag("agreement"),
    conflicts: flag("conflicts"),
  };
}

function writeFilter(filter: SetFilter): string {
  const params = new URLSearchParams();
  if (filter.q.trim() !== "") params.set("q", filter.q.trim());
  if (filter.type !== "") params.set("type", filter.type);
  for (const flag of flags) if (filter[flag]) params.set(flag, "1");
  return params.toString();
}

/**
 * A filter that takes effect immediately and is then written to the URL, so that a view can be shared or revisited. It needs no
 * request: all sets are already loaded.
 */
export function useAddressFilter(): [
  SetFilter,
  (change: Partial<SetFilter>) => void,
] {
  const path = usePathname();
  const params = useSearchParams();
  const address = writeFilter(readFilter(params));
  const [filter, setFilter] = useState(() => readFilter(params));
  const expectAddress = useOutsideChange(address, () =>
    setFilter(readFilter(params)),
  );
  const afterPause = usePausedCall(ADDRESS_PAUSE_MS);
  const change = (part: Partial<SetFilter>) => {
    const next = { ...filter, ...part };
    setFilter(next);
    afterPause(() => {
      const query = writeFilter(next);
      expectAddress(query);
      window.history.replaceState(null, "", query ? `${path}?${query}` : path);
    });
  };
  return [filter, change];
}
