"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** How many parked events match the filter, with a button to process them all again. */
export function ParkedBar({
  count,
  limit,
  onlyHref,
  pending,
  onProcess,
}: {
  count: number;
  /** How many are processed in one run. */
  limit: number;
  /** Link to the list of parked events; null on that list. */
  onlyHref: string | null;
  pending: boolean;
  /** null for those who may only read. */
  onProcess: (() => void) | null;
}) {
  const t = useTranslations("callbacks.parked");
  const many = count > limit;
  return (
    <section
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-danger-wash px-4 py-3"
    >
      <TriangleAlert
        aria-hidden
        className="mt-1 size-4 shrink-0 self-start text-danger"
      />
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-semibold text-danger">
          {many ? t("many", { limit }) : t("count", { count })}
        </span>{" "}
        {t("why")}
      </p>
      {onlyHref && (
        <Button asChild size="small">
          <Link href={onlyHref}>{t("only")}</Link>
        </Button>
      )}
      {onProcess && (
        <Button size="small" pending={pending} onClick={onProcess}>
          {!pending && <RotateCw aria-hidden />}
          {many ? t("processNewest", { limit }) : t("processAll")}
        </Button>
      )}
    </section>
  );
}
