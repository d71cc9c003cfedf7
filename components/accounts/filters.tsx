"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { NativeSelect, TextInput } from "#components/ui/field.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

const SEARCH_PAUSE_MS = 350;

const choices = {
  kind: ["service", "subscription", "mini_program"],
  status: ["disabled", "enabled", "deauthorized"],
  sort: ["authorized_desc", "authorized_asc", "name_asc", "name_desc"],
} as const;

/** Search, filters and order, kept in the address so that a view can be shared and come back to. */
export function AccountFilters() {
  const t = useTranslations("accounts");
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
  return (
    <div
      role="search"
      className="flex flex-wrap items-center gap-2 border-b border-line p-3"
    >
      <div className="relative min-w-52 flex-1">
        <Search
          aria-hidden
          className="absolute top-2.5 left-2.5 size-4 text-soft"
        />
        <TextInput
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={text}
          onChange={(event) => search(event.target.value)}
          className="pl-8"
        />
      </div>
      <NativeSelect
        aria-label={t("filterKind")}
        value={params.get("kind") ?? ""}
        onChange={(event) => choose("kind", event.target.value)}
      >
        <option value="">{t("allKinds")}</option>
        {choices.kind.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={t("filterStatus")}
        value={params.get("status") ?? ""}
        onChange={(event) => choose("status", event.target.value)}
      >
        <option value="">{t("allStatuses")}</option>
        {choices.status.map((status) => (
          <option key={status} value={status}>
            {t(`statuses.${status}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={t("sort")}
        value={params.get("sort") ?? "authorized_desc"}
        onChange={(event) => choose("sort", event.target.value)}
      >
        {choices.sort.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </NativeSelect>
      <span className="size-4" aria-live="polite">
        {waiting && <Spinner />}
      </span>
    </div>
  );
}
