import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { HolderCounts } from "#lib/accounts/index.ts";
import type { ListedSet } from "#lib/accounts/permissions/index.ts";
import { SetBadges } from "./set-badges.tsx";

/** One set of the catalogue. */
export function SetRow({
  set,
  counts,
}: {
  set: ListedSet;
  counts: HolderCounts;
}) {
  const english = useLocale() === "en";
  return (
    <li className="grid gap-x-4 gap-y-1 py-3 sm:grid-cols-[1.75rem_1fr_auto]">
      <span className="hidden text-soft sm:block">{set.id}</span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
          <span className="text-soft sm:hidden">{set.id}</span>
          <Link
            href={`/permissions/${set.id}`}
            prefetch={false}
            className="font-semibold break-words hover:underline"
          >
            {english ? set.en : set.zh}
          </Link>
          <span
            lang={english ? "zh-CN" : "en"}
            className="text-small text-soft"
          >
            {english ? set.zh : set.en}
          </span>
          <SetBadges set={set} />
        </p>
        <p className="text-soft">{english ? set.summaryEn : set.summaryZh}</p>
      </div>
      <p className="text-small text-soft sm:text-right">
        <Held set={set} counts={counts} />
      </p>
    </li>
  );
}

function Held({ set, counts }: { set: ListedSet; counts: HolderCounts }) {
  const t = useTranslations("permissions");
  if (set.type !== "official_account" && set.type !== "mini_program")
    return t("notConnected");
  return t("having", {
    count: counts.having[set.id] ?? 0,
    all: counts.accounts[set.type],
  });
}
