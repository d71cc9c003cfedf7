"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";

const SEARCH_PAUSE_MS = 350;

/** The filter of a list that the server pages, kept in the address so that a view can be shared and come back to. */
export function useListFilter() {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const [waiting, startTransition] = useTransition();
  const [text, setText] = useState(params.get("q") ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    next.delete("cursor");
    if (value === "") next.delete(name);
    else next.set(name, value);
    startTransition(() => router.replace(`${path}?${next.toString()}`));
  };
  const search = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => choose("q", value.trim()),
      SEARCH_PAUSE_MS,
    );
  };
  return {
    text,
    search,
    chosen: (name: string) => params.get(name) ?? "",
    choose,
    waiting,
  };
}
