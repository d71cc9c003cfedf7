"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { useOutsideChange } from "./use-outside-change.ts";
import { usePausedCall } from "./use-paused-call.ts";

const SEARCH_PAUSE_MS = 350;

/** The filter of a list that the server pages, kept in the address so that a view can be shared and come back to. */
export function useListFilter() {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const searched = params.get("q") ?? "";
  const [waiting, startTransition] = useTransition();
  const [text, setText] = useState(searched);
  const expectSearch = useOutsideChange(searched, () => setText(searched));
  const afterPause = usePausedCall(SEARCH_PAUSE_MS);
  // The URL changes only after the server has answered; a second choice before that must not undo the first.
  const wanted = useRef<URLSearchParams>(params);
  useEffect(() => {
    wanted.current = params;
  }, [params]);

  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(wanted.current);
    next.delete("cursor");
    if (value === "") next.delete(name);
    else next.set(name, value);
    wanted.current = next;
    startTransition(() => router.replace(`${path}?${next.toString()}`));
  };
  const search = (value: string) => {
    setText(value);
    afterPause(() => {
      expectSearch(value.trim());
      choose("q", value.trim());
    });
  };
  return {
    text,
    search,
    chosen: (name: string) => params.get(name) ?? "",
    choose,
    waiting,
  };
}
